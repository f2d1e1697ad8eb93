//! Files made by the small writers below; what a real tool writes is in `fixtures`.

use std::io::Cursor;

use proptest::prelude::*;

use super::*;

fn read(file: &[u8]) -> Embedded {
    embedded(Cursor::new(file)).unwrap_or_default()
}

fn of(creator: &str, credit_line: &str, copyright_notice: &str) -> Embedded {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Embedded {
        creator: text(creator),
        credit_line: text(credit_line),
        copyright_notice: text(copyright_notice),
    }
}

fn jpeg(segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut file = vec![0xFF, 0xD8];
    for (code, bytes) in segments {
        file.extend([0xFF, *code]);
        file.extend((bytes.len() as u16 + 2).to_be_bytes());
        file.extend(bytes);
    }
    file.extend([0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9]);
    file
}

fn png(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
    for (name, bytes) in chunks {
        file.extend((bytes.len() as u32).to_be_bytes());
        file.extend(*name);
        file.extend(bytes);
        file.extend([0; 4]);
    }
    file
}

fn webp(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut file = b"RIFF\0\0\0\0WEBP".to_vec();
    for (name, bytes) in chunks {
        file.extend(*name);
        file.extend((bytes.len() as u32).to_le_bytes());
        file.extend(bytes);
        file.extend(vec![0; bytes.len() % 2]);
    }
    file
}

fn data_sets(sets: &[(u8, u8, &[u8])]) -> Vec<u8> {
    let mut iim = Vec::new();
    for (record, number, bytes) in sets {
        iim.extend([0x1C, *record, *number]);
        iim.extend((bytes.len() as u16).to_be_bytes());
        iim.extend(*bytes);
    }
    iim
}

/// Image resources with IIM among others.
fn resources(sets: &[(u8, u8, &[u8])]) -> Vec<u8> {
    let iim = data_sets(sets);
    let mut bytes = b"8BIM\x04\x25\x03abc\0\0\0\x03xyz\0".to_vec();
    bytes.extend(b"8BIM\x04\x04\0\0");
    bytes.extend((iim.len() as u32).to_be_bytes());
    bytes.extend(iim);
    bytes
}

fn photoshop(resources: &[u8]) -> (u8, Vec<u8>) {
    (0xED, [b"Photoshop 3.0\0", resources].concat())
}

fn packet(inside: &str) -> String {
    format!(
        "<?xpacket begin='\u{FEFF}' id='W5M0MpCehiHzreSzNTczkc9d'?>\
         <x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF \
         xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' \
         xmlns:dc='http://purl.org/dc/elements/1.1/' \
         xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'>{inside}</rdf:RDF></x:xmpmeta>\n\
         <?xpacket end='w'?>   "
    )
}

const PACKET: &str = "<rdf:Description rdf:about='' photoshop:Credit='AFP &amp; Co.'>\
    <dc:creator><rdf:Seq><rdf:li>Jane Roe</rdf:li><rdf:li>\u{645}\u{646}\u{649}</rdf:li></rdf:Seq>\
    </dc:creator></rdf:Description><rdf:Description rdf:about=''><dc:rights><rdf:Alt>\
    <rdf:li xml:lang='fr'>Tous droits</rdf:li>\
    <rdf:li xml:lang='x-default'>\u{A9} AFP\n 2026</rdf:li></rdf:Alt></dc:rights></rdf:Description>";

fn xmp_segment(inside: &str) -> (u8, Vec<u8>) {
    let mut bytes = b"http://ns.adobe.com/xap/1.0/\0".to_vec();
    bytes.extend(packet(inside).into_bytes());
    (0xE1, bytes)
}

/// A TIFF structure with `Artist` and `Copyright`, in either order of bytes.
fn tiff(artist: &[u8], copyright: &[u8], little: bool) -> Vec<u8> {
    let short = |n: u16| {
        if little {
            n.to_le_bytes()
        } else {
            n.to_be_bytes()
        }
    };
    let long = |n: usize| {
        if little {
            (n as u32).to_le_bytes()
        } else {
            (n as u32).to_be_bytes()
        }
    };
    let mut bytes = if little {
        b"II".to_vec()
    } else {
        b"MM".to_vec()
    };
    bytes.extend(short(42));
    bytes.extend(long(8));
    bytes.extend(short(2));
    let mut at = 8 + 2 + 2 * 12 + 4;
    for (tag, text) in [(0x013B, artist), (0x8298, copyright)] {
        bytes.extend(short(tag));
        bytes.extend(short(2));
        bytes.extend(long(text.len()));
        bytes.extend(long(at));
        at += text.len();
    }
    bytes.extend(long(0));
    bytes.extend(artist);
    bytes.extend(copyright);
    bytes
}

#[test]
fn xmp_is_read_in_all_formats() {
    let expected = of(
        "Jane Roe, \u{645}\u{646}\u{649}",
        "AFP & Co.",
        "\u{A9} AFP 2026",
    );
    let text = packet(PACKET).into_bytes();
    assert_eq!(
        read(&jpeg(&[(0xE0, b"JFIF\0".to_vec()), xmp_segment(PACKET)])),
        expected
    );
    let chunk = [b"XML:com.adobe.xmp\0\0\0\0\0", &text[..]].concat();
    let pixels = (b"IDAT", vec![7; 3000]);
    assert_eq!(
        read(&png(&[pixels.clone(), (b"iTXt", chunk.clone())])),
        expected
    );
    assert_eq!(read(&png(&[(b"iTXt", chunk.clone()), pixels])), expected);
    assert_eq!(
        read(&png(&[(b"IEND", Vec::new()), (b"iTXt", chunk)])),
        of("", "", "")
    );
    assert_eq!(
        read(&webp(&[(b"VP8 ", vec![0; 3001]), (b"XMP ", text)])),
        expected
    );
}

#[test]
fn what_xmp_says_of_other_pictures_is_not_read() {
    let inside = "<rdf:Description rdf:about='' xmlns:m='http://ns.adobe.com/xap/1.0/mm/'>\
        <m:DerivedFrom><rdf:Description dc:creator='John Doe' photoshop:Credit='AP'/></m:DerivedFrom>\
        <dc:rights>\u{A9} AFP</dc:rights></rdf:Description>";
    assert_eq!(
        read(&jpeg(&[xmp_segment(inside)])),
        of("", "", "\u{A9} AFP")
    );
    for broken in ["<dc:creator>", "&none;", "<rdf:Description dc:creator=''/>"] {
        assert_eq!(
            read(&jpeg(&[xmp_segment(broken)])),
            of("", "", ""),
            "{broken}"
        );
    }
}

#[test]
fn iim_is_read_in_its_encoding() {
    let sets: [(u8, u8, &[u8]); 5] = [
        (1, 90, b"\x1B%G"),
        (2, 80, "محمد أحمد".as_bytes()),
        (2, 80, "Jane Roe".as_bytes()),
        (2, 110, "AFP".as_bytes()),
        (2, 116, "© AFP".as_bytes()),
    ];
    let expected = of("محمد أحمد, Jane Roe", "AFP", "© AFP");
    assert_eq!(read(&jpeg(&[photoshop(&resources(&sets))])), expected);
    // UTF-8 that is not said to be it.
    assert_eq!(read(&jpeg(&[photoshop(&resources(&sets[1..]))])), expected);
    // Long resources run on in the next segment.
    let bytes = resources(&sets);
    let (first, second) = bytes.split_at(40);
    assert_eq!(
        read(&jpeg(&[photoshop(first), photoshop(second)])),
        expected
    );

    let byline = |bytes: &[u8]| read(&jpeg(&[photoshop(&resources(&[(2, 80, bytes)]))])).creator;
    assert_eq!(byline(b"Zo\xEB M\xFCller").as_deref(), Some("Zoë Müller"));
    // Arabic in Windows-1256 is no name in Latin-1.
    assert_eq!(byline(b"\xE3\xCD\xE3\xCF \xC3\xCD\xE3\xCF"), None);
    assert_eq!(byline(b"J\x9Frgen Roe"), None);
    assert_eq!(byline(b" \0"), None);

    // A length in four bytes.
    let mut long = b"8BIM\x04\x04\0\0\0\0\0\x0D\x1C\x02\x50\x80\x04\0\0\0\x04Jane\0".to_vec();
    assert_eq!(
        read(&jpeg(&[photoshop(&long)])).creator.as_deref(),
        Some("Jane")
    );
    long[14] = 0xFF;
    assert_eq!(read(&jpeg(&[photoshop(&long)])).creator, None);
}

#[test]
fn exif_is_read_in_both_orders_of_bytes() {
    for little in [true, false] {
        let tiff = tiff(b"Jane Roe\0", b"Jane Roe\0AFP\0", little);
        let expected = of("Jane Roe", "", "Jane Roe, AFP");
        let named = [b"Exif\0\0", &tiff[..]].concat();
        assert_eq!(read(&jpeg(&[(0xE1, named.clone())])), expected);
        assert_eq!(read(&png(&[(b"eXIf", tiff.clone())])), expected);
        assert_eq!(read(&webp(&[(b"EXIF", tiff)])), expected);
        assert_eq!(read(&webp(&[(b"EXIF", named)])), expected);
    }
}

#[test]
fn xmp_goes_before_iim_and_iim_before_exif() {
    let exif = [b"Exif\0\0", &tiff(b"Owner\0", b"All mine\0", true)[..]].concat();
    let iim = resources(&[(2, 80, b"Cut Na"), (2, 110, b"IIM")]);
    let xmp = xmp_segment("<rdf:Description dc:creator='Cut Name'/>");
    let file = jpeg(&[(0xE1, exif), photoshop(&iim), xmp]);
    assert_eq!(read(&file), of("Cut Name", "IIM", "All mine"));
}

#[test]
fn a_file_that_says_nothing_is_none() {
    assert_eq!(embedded(Cursor::new(b"")), None);
    assert_eq!(
        embedded(Cursor::new(b"GIF89a, of which nothing is read")),
        None
    );
    assert_eq!(embedded(Cursor::new(jpeg(&[]))), None);
    assert_eq!(embedded(Cursor::new(webp(&[]))), None);
}

#[test]
fn long_texts_are_cut_and_controls_are_blanks() {
    let name = "م".repeat(100_000);
    assert_eq!(clean(&name).unwrap().chars().count(), KEPT);
    assert_eq!(
        clean("\u{1B}[31m Jane\r\n\tRoe\0").as_deref(),
        Some("[31m Jane Roe")
    );
}

#[test]
fn metadata_that_is_made_to_take_long_does_not() {
    let start = std::time::Instant::now();
    let names: Vec<_> = (0..1300).map(|i| format!("n{i}")).collect();
    let nested: String = names
        .iter()
        .map(|name| format!("<a xmlns:{name}='{name}'>"))
        .collect();
    let attributes: String = (0..8000).map(|i| format!(" n{i}=''")).collect();
    for inside in [
        "<a>".repeat(20_000),
        format!("{nested}{}", "<b/>".repeat(3000)),
        format!("<a{attributes}/>"),
    ] {
        assert_eq!(read(&jpeg(&[xmp_segment(&inside)])), of("", "", ""));
    }
    let sets: Vec<_> = (0..5000_u32).map(|i| i.to_string()).collect();
    let sets: Vec<_> = sets.iter().map(|text| (2, 80, text.as_bytes())).collect();
    let bytes = resources(&sets);
    let first = bytes.len() / 2;
    let file = jpeg(&[photoshop(&bytes[..first]), photoshop(&bytes[first..])]);
    assert!(read(&file).creator.is_some());
    assert_eq!(
        read(&[&[0xFF, 0xD8][..], &[0xFF; 1 << 20]].concat()),
        of("", "", "")
    );
    let long = jpeg(&vec![(0xE1, vec![b'x'; 65_533]); 300]);
    assert_eq!(read(&long), of("", "", ""));
    assert!(start.elapsed().as_secs() < 5);
}

/// Files of each format whose parts are random: what a reader of parts meets.
fn any_file() -> impl Strategy<Value = Vec<u8>> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..200);
    let iim = prop::collection::vec((1..3_u8, any::<u8>(), bytes()), 0..6).prop_map(|sets| {
        let sets: Vec<_> = sets
            .iter()
            .map(|(record, number, bytes)| (*record, *number, &bytes[..]))
            .collect();
        photoshop(&resources(&sets)).1
    });
    let exif = (bytes(), bytes(), any::<bool>())
        .prop_map(|(a, b, little)| [b"Exif\0\0", &tiff(&a, &b, little)[..]].concat());
    let xmp = "[ -~\u{600}-\u{660}]{0,80}".prop_map(|inside| xmp_segment(&inside).1);
    let part = prop_oneof![bytes(), iim, exif, xmp];
    let codes = prop::sample::select(vec![0xE0_u8, 0xE1, 0xED, 0xFF, 0xD0]);
    let segments = prop::collection::vec((codes, part.clone()), 0..5);
    let names = prop::sample::select(vec![b"iTXt", b"eXIf", b"IDAT", b"XMP ", b"EXIF"]);
    let chunks = prop::collection::vec((names, part), 0..5);
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..400),
        segments.prop_map(|segments| jpeg(&segments)),
        chunks.clone().prop_map(|chunks| png(&chunks)),
        chunks.prop_map(|chunks| webp(&chunks)),
    ]
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(
        mut file in any_file(),
        cut in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
    ) {
        for (at, byte) in changes {
            if !file.is_empty() {
                let at = at.index(file.len());
                file[at] = byte;
            }
        }
        read(&file[..cut.index(file.len() + 1)]);
        if let Some(found) = embedded(Cursor::new(&file)) {
            for text in [found.creator, found.credit_line, found.copyright_notice] {
                let text = text.unwrap_or_default();
                prop_assert!(text.chars().count() <= KEPT);
                prop_assert!(!text.contains(char::is_control));
            }
        }
    }

    #[test]
    fn what_is_written_is_read(
        names in prop::collection::vec("[A-Za-z\u{621}-\u{63A}]{1,12}( [A-Z][a-z]{1,8})?", 1..4),
    ) {
        let sets: Vec<_> = names.iter().map(|name| (2, 80, name.as_bytes())).collect();
        let list: String = names.iter().map(|name| format!("<rdf:li>{name}</rdf:li>")).collect();
        let xmp = format!("<rdf:Description><dc:creator><rdf:Seq>{list}</rdf:Seq></dc:creator></rdf:Description>");
        let mut once = names.clone();
        once.dedup();
        prop_assume!((1..names.len()).all(|i| !names[..i].contains(&names[i])));
        let expected = Some(once.join(", "));
        prop_assert_eq!(read(&jpeg(&[photoshop(&resources(&sets))])).creator, expected.clone());
        prop_assert_eq!(read(&jpeg(&[xmp_segment(&xmp)])).creator, expected);
    }
}
