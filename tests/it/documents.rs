//! Documents of word processors: real ones, damaged ones, and what is said of those that can't be
//! read.

use std::fs;

use proptest::prelude::*;
use tarqim::article::{Article, BlockKind, Format, ReadOptions};
use tarqim::finding::Finding;
use tarqim::source::{DecodeError, DocumentFault, Source};

use crate::fixtures::root;
use crate::properties::{assert_article, assert_findings, base};

fn bytes(name: &str) -> Vec<u8> {
    fs::read(root().join("docx").join(name)).unwrap()
}

fn open(name: &str) -> Source {
    Format::Docx.decode(name, bytes(name)).unwrap()
}

fn read(source: &Source) -> Article<'_> {
    Article::read(source, Format::Docx, &ReadOptions::default())
}

/// Kind and text of each block.
fn blocks(article: &Article<'_>) -> Vec<(BlockKind, String)> {
    let block =
        |block: &tarqim::article::Block| (block.kind, article.slice(block.range).to_owned());
    article.blocks.iter().map(block).collect()
}

#[test]
fn kinds_are_those_of_the_styles() {
    use BlockKind::{Alt, Caption, Footnote, Heading, ListItem, Paragraph, Quotation, Title};
    let source = open("right-harbour.ar.docx");
    let article = read(&source);
    let kinds: Vec<_> = article.blocks.iter().map(|block| block.kind).collect();
    let expected = [
        Title, Paragraph, Alt, Caption, Quotation, Heading, ListItem, ListItem, Paragraph, Footnote,
    ];
    assert_eq!(kinds, expected, "{:#?}", blocks(&article));
    assert!(
        article
            .blocks
            .iter()
            .all(|block| block.lang == article.lang)
    );
    assert_eq!(article.lang, tarqim::lang::Lang::AR);
    assert_eq!(article.field("title"), Some("المرفأ يفتح مكتبته للزوار"));
    assert_eq!(article.field("author"), Some("مكتب التحرير"));
    assert_eq!(article.field("description"), None);
    let [photo] = article.photos.as_slice() else {
        panic!("{:?}", article.photos);
    };
    assert_eq!(photo.src, "word/media/image1.png");
    assert_eq!(
        article.block_text(photo.alt.unwrap()),
        "قاعة القراءة في مكتبة المرفأ"
    );
    let caption = article.block_text(photo.caption.unwrap());
    assert!(caption.ends_with("(© رامي خليل/وكالة الساحل)"), "{caption}");
}

#[test]
fn tracked_changes_are_accepted() {
    let source = open("changes.en.docx");
    let article = read(&source);
    let blocks = blocks(&article);
    let says = |words: &str| blocks.iter().any(|(_, text)| text == words);
    assert!(says(
        "Passengers will pay a fare of “two coins for each crossing”, the company said."
    ));
    assert!(says(
        "The crossing takes an hour. The old boat Heron sails again."
    ));
    assert!(!source.text().contains("three coins"));
    let cells = blocks.iter().filter(|(kind, _)| *kind == BlockKind::Cell);
    assert_eq!(cells.count(), 6);
}

#[test]
fn an_icon_needs_no_credit() {
    let source = open("captioned.en.docx");
    let exempt: Vec<_> = read(&source)
        .photos
        .iter()
        .map(|photo| photo.exempt.is_some())
        .collect();
    assert_eq!(exempt, [false, false, true]);
}

#[test]
fn a_place_is_a_paragraph_and_a_run() {
    let source = open("captioned.en.docx");
    let at = source.text().find("never dry").unwrap() as u32;
    let position = source.position(at);
    assert_eq!((position.line, position.column), (6, 10));
    assert_eq!(source.run_at(at), Some((6, 2)));
    assert_eq!(source.run_at(at - 1), Some((6, 1)));
    assert_eq!(source.run_at(source.text().len() as u32 - 2), None);
}

/// An archive of these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::{Cursor, Write};
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";

const STYLES: &str = "
    <w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='fr-FR' w:bidi='ar-SA'/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>
    <w:style w:type='paragraph' w:styleId='a3'><w:name w:val='Intense Quote'/></w:style>
    <w:style w:type='paragraph' w:styleId='Desk'><w:name w:val='Desk caption'/><w:basedOn w:val='a4'/></w:style>
    <w:style w:type='paragraph' w:styleId='a4'><w:name w:val='caption'/><w:basedOn w:val='Desk'/></w:style>
    <w:style w:type='paragraph' w:styleId='Liste'><w:name w:val='Desk list'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>
    <w:style w:type='character' w:styleId='Secret'><w:name w:val='Secret'/><w:rPr><w:vanish/></w:rPr></w:style>";

const NOTES: &str = "
    <w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>
    <w:footnote w:id='1'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space='preserve'> A note.</w:t></w:r></w:p></w:footnote>";

/// A document as Word writes it, of these paragraphs, whose main part has another name than usual.
fn word(body: &str) -> Source {
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relationship = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='{KIND}/{kind}' Target={target}/>")
    };
    let relationships = |inside: &[String]| {
        let ns = "http://schemas.openxmlformats.org/package/2006/relationships";
        format!(
            "<Relationships xmlns='{ns}'>{}</Relationships>",
            inside.concat()
        )
    };
    let root = relationships(&[relationship(
        "r1",
        "officeDocument",
        "'/word/document2.xml'",
    )]);
    let linked = "'https://example.org/a.jpg' TargetMode='External'";
    let main = relationships(&[
        relationship("r2", "styles", "'styles.xml'"),
        relationship("r3", "image", "'media/image1.jpeg'"),
        relationship("r4", "image", linked),
        relationship("r5", "footnotes", "'footnotes.xml'"),
        relationship("r6", "image", "'media/chart.emf'"),
    ]);
    let document = format!(
        "<w:document {W} xmlns:r='{KIND}'
            xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'
            xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'
            xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'
            xmlns:v='urn:schemas-microsoft-com:vml'><w:body>{body}</w:body></w:document>"
    );
    let bytes = archive(&[
        ("_rels/.rels", &root),
        ("word/document2.xml", &document),
        ("word/_rels/document2.xml.rels", &main),
        (
            "word/styles.xml",
            &format!("<w:styles {W}>{STYLES}</w:styles>"),
        ),
        (
            "word/footnotes.xml",
            &format!("<w:footnotes {W}>{NOTES}</w:footnotes>"),
        ),
    ]);
    Format::Docx.decode("a.docx", bytes).unwrap()
}

/// A paragraph of these runs.
fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

/// A paragraph with these properties.
fn with(properties: &str, words: &str) -> String {
    p(&format!("<w:pPr>{properties}</w:pPr>{}", r(words)))
}

/// A paragraph of a style.
fn styled(style: &str, words: &str) -> String {
    with(&format!("<w:pStyle w:val='{style}'/>"), words)
}

/// A run of this text.
fn r(text: &str) -> String {
    run("", text)
}

/// A run with these properties.
fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

/// A run with a picture.
fn picture(id: &str, alt: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:inline><wp:extent cx='3000000' cy='2000000'/><wp:docPr id='1' name='P' descr='{alt}'/>
        <a:graphic xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>
        <pic:pic xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'><a:blip {id}/></pic:pic>
        </a:graphic></wp:inline></w:drawing></w:r>"
    )
}

/// The view's lines.
fn lines(source: &Source) -> Vec<&str> {
    source.text().lines().collect()
}

#[test]
fn what_a_reader_reads_is_in_the_view() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let (begin, separate, end) = (field("begin"), field("separate"), field("end"));
    let inner = format!("{begin}{}{separate}{}{end}", r("x"), r("y"));
    let (a, b, c) = (&r("a"), &r("b"), &r("c"));
    for (runs, expected) in [
        (r("a &amp; b&#x2019;s"), "a & b’s"),
        ("<w:r><w:t> a\n b </w:t></w:r>".into(), "a  b"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/></w:r>".into(), "a\tb c "),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>".into(), "a\u{2011}\u{AD}"),
        ("<w:r><w:sym w:font='Symbol' w:char='F025'/><w:sym w:font='Wingdings' w:char='F04A'/></w:r>".into(), "%[…]"),
        ("<w:r><w:sym w:font='Arial' w:char='00A9'/></w:r>".into(), "©"),
        (format!("{a}<w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:ins>{c}</w:ins>"), "ac"),
        (format!("<w:moveFrom>{a}</w:moveFrom><w:moveTo>{b}</w:moveTo>"), "b"),
        (format!("<w:hyperlink>{a}</w:hyperlink><w:fldSimple w:instr='PAGE'>{b}</w:fldSimple>"), "ab"),
        (format!("{begin}<w:r><w:instrText>IF </w:instrText></w:r>{inner}{a}{separate}{b}{end}{c}"), "bc"),
        (run("<w:vanish/>", "a") + &run("<w:rStyle w:val='Secret'/>", "b"), ""),
        (run("<w:rStyle w:val='Secret'/><w:vanish w:val='0'/>", "c"), "c"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>".into(), "[…]"),
        ("<w:r><w:object><v:shape><v:imagedata r:id='r3'/></v:shape></w:object></w:r>".into(), "[…]"),
        (format!("<w:r><w:ruby><w:rt>{a}</w:rt><w:rubyBase>{b}</w:rubyBase></w:ruby></w:r>"), "b"),
        ("<w:r><w:t>a</w:t><w:footnoteReference w:id='1'/><w:commentReference w:id='1'/></w:r>".into(), "a"),
        (format!("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{a}</w:sdtContent></w:sdt>{b}"), "b"),
        (format!("<mc:AlternateContent><mc:Choice>{a}</mc:Choice><mc:Fallback>{b}</mc:Fallback></mc:AlternateContent>"), "a"),
    ] {
        let source = word(&p(&runs));
        assert_eq!(lines(&source), [expected, " A note."], "{runs}");
        assert_article(&source, &read(&source));
    }
}

#[test]
fn paragraphs_stand_in_the_order_of_the_document() {
    let content = |words: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(&r(words)));
    let boxed = format!(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor>{}</wp:anchor></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        content("In the box."),
        content("Again.")
    );
    let cell = |words: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(&r(words)));
    let body = [
        p(&format!("{}{boxed}{}", r("Before"), r(" and after."))),
        format!(
            "<w:tbl><w:tblPr/><w:tr>{}{}</w:tr></w:tbl>",
            cell("One."),
            cell("Two.")
        ),
        p(""),
        p(&r("Last.")),
    ];
    let source = word(&body.concat());
    let expected = [
        "Before and after.",
        "In the box.",
        "One.",
        "Two.",
        "",
        "Last.",
        " A note.",
    ];
    assert_eq!(lines(&source), expected);
    let article = read(&source);
    let containers: Vec<u32> = article.blocks.iter().map(|block| block.container).collect();
    let [outer, inner, one, two, last, note] = containers[..] else {
        panic!("{containers:?}");
    };
    assert_eq!((outer, last), (0, 0));
    let mut apart = vec![inner, one, two, note];
    apart.dedup();
    assert_eq!(
        apart.len(),
        4,
        "a quotation may not run from one to the next"
    );
}

#[test]
fn styles_are_known_by_name_in_a_program_of_any_language() {
    use BlockKind::{
        Caption, CreditLine, Footnote, Heading, ListItem, Paragraph, Quotation, Title,
    };
    let body = [
        styled("1", "The first heading"),
        styled("1", "The second heading"),
        styled("a3", "A quotation."),
        styled("Desk", "A caption."),
        styled("Liste", "An item."),
        styled("Heading3", "Of a style that is nowhere"),
        styled("TOC1", "A line of contents"),
        with(
            "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>",
            "Another item.",
        ),
        with("<w:outlineLvl w:val='1'/>", "A heading"),
        p(&r("(© Jane Doe/Agency)")),
        p("<w:r><w:t>One.</w:t><w:br/><w:br/><w:t>Two.</w:t><w:br/><w:t>Three.</w:t></w:r>"),
    ];
    let source = word(&body.concat());
    let expected = [
        (Title, "The first heading"),
        (Heading, "The second heading"),
        (Quotation, "A quotation."),
        (Caption, "A caption."),
        (ListItem, "An item."),
        (Heading, "Of a style that is nowhere"),
        (ListItem, "Another item."),
        (Heading, "A heading"),
        (CreditLine, "(© Jane Doe/Agency)"),
        (Paragraph, "One."),
        (Paragraph, "Two.\nThree."),
        (Footnote, "A note."),
    ];
    let expected: Vec<_> = expected
        .map(|(kind, words)| (kind, words.to_owned()))
        .into();
    assert_eq!(blocks(&read(&source)), expected);
}

#[test]
fn a_paragraph_whose_end_is_deleted_goes_on() {
    let first = with("<w:rPr><w:del w:id='1'/></w:rPr>", "He said “yes ");
    let source = word(&format!("{first}{}", p(&r("and no” twice."))));
    assert_eq!(blocks(&read(&source))[0].1, "He said “yes and no” twice.");
    let findings = base().lint(&source, Format::Docx, &ReadOptions::default());
    assert!(findings.is_empty());
    let table = "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>";
    let source = word(&format!("{}{first}{table}", p("")));
    assert_eq!(blocks(&read(&source))[0].1, "He said “yes  A note.");
}

#[test]
fn captions_are_found_at_their_pictures() {
    let image = |alt: &str| p(&picture("r:embed='r3'", alt));
    let linked = picture("r:link='r4'", "");
    let vml = p(
        "<w:r><w:pict><v:shape style='width:300pt;height:200pt' alt='Old'><v:imagedata r:id='r3'/></v:shape></w:pict></w:r>",
    );
    let credit = "A lamp. (© Jane Doe/Agency)";
    let caption = styled("a4", credit);
    let plain = p(&r(credit));
    let italic = p(&run("<w:i/>", credit));
    let text = p(&r(
        "The market is open until the end of the week, and longer if it rains.",
    ));
    let cell = |inside: &str| format!("<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>");
    for (body, credited, captioned) in [
        (format!("{}{caption}", image("")), true, true),
        (format!("{text}{caption}{}{text}", image("")), true, true),
        (format!("{vml}{italic}{text}"), true, true),
        (format!("{}{plain}{text}", image("")), true, false),
        (format!("{}{text}{plain}", image("")), false, false),
        (
            p(&format!("{linked}<w:r><w:br/><w:t>{credit}</w:t></w:r>")),
            true,
            false,
        ),
        (format!("{}{caption}", cell(&image(""))), true, true),
        (format!("{}{plain}", cell(&image(""))), false, false),
    ] {
        let source = word(&format!("{body}{text}"));
        let article = read(&source);
        let [photo] = article.photos.as_slice() else {
            panic!("{:?}", article.photos);
        };
        assert_eq!(photo.caption.is_some(), captioned, "{body}");
        let linter = base();
        let findings = linter.lint(&source, Format::Docx, &ReadOptions::default());
        let is_missing =
            |finding: &Finding| linter.rule(finding.rule).rule.id == "photo-credit/missing";
        assert_eq!(!findings.iter().any(is_missing), credited, "{body}");
        assert!(source.slice(photo.span).starts_with('['));
    }
}

#[test]
fn pictures_have_a_source_and_an_alternative_text() {
    let image = picture("r:embed='r3'", "A lamp");
    let vml = "<w:r><w:pict><v:shape alt='Old'><v:imagedata r:id='r3'/></v:shape></w:pict></w:r>";
    let source = word(&format!("{}{}", p(&image), p(vml)));
    let article = read(&source);
    let alt = |at: usize| article.photos[at].alt.map(|alt| article.block_text(alt));
    assert_eq!((alt(0), alt(1)), (Some("A lamp"), Some("Old")));
    assert_eq!(article.photos[0].src, "word/media/image1.jpeg");
    assert_eq!(
        lines(&source)[3..],
        ["[image1.jpeg]: A lamp", "[image1.jpeg]: Old"]
    );
    let source = word(&p(&picture("r:link='r4'", "")));
    assert_eq!(read(&source).photos[0].src, "https://example.org/a.jpg");
    assert!(!read(&source).photos[0].empty_alt);
    let source = word(&p(&picture("r:embed='r6'", "A chart")));
    assert!(read(&source).photos.is_empty(), "strokes are no photo");
    let decorative = "<wp:inline><d:decorative xmlns:d='http://schemas.microsoft.com/office/drawing/2017/decorative' val='1'/>";
    let source = word(&p(&picture("r:embed='r3'", "").replacen(
        "<wp:inline>",
        decorative,
        1,
    )));
    assert!(read(&source).photos[0].empty_alt);
}

#[test]
fn letters_tell_the_language_before_the_marks_of_the_program() {
    use tarqim::lang::Language;
    let lang = |properties: &str, text: &str| {
        let source = word(&p(&run(properties, text)));
        read(&source).lang.language
    };
    // The document's defaults are French, and Arabic where letters run right-to-left.
    assert_eq!(
        lang("", "وزیر گفت که این کار را پی‌گیری می‌کند."),
        Language::Fa
    );
    assert_eq!(
        lang("", "The minister said that the work was going on."),
        Language::En
    );
    assert_eq!(lang("<w:lang w:val='ru-RU'/>", "Москва"), Language::Ru);
}

/// The archive without its pictures, and with a part's text changed, or without it.
fn with_part(name: &str, part: &str, change: impl Fn(String) -> Option<String>) -> Vec<u8> {
    use std::io::{Cursor, Read};
    let mut whole = zip::ZipArchive::new(Cursor::new(bytes(name))).unwrap();
    let mut parts = Vec::new();
    for index in 0..whole.len() {
        let mut file = whole.by_index(index).unwrap();
        let name = file.name().to_owned();
        let mut text = String::new();
        if name.ends_with(".png") || file.read_to_string(&mut text).is_err() {
            continue;
        }
        if name == part {
            let Some(changed) = change(text) else {
                continue;
            };
            text = changed;
        }
        parts.push((name, text));
    }
    let text = |(name, text)| (String::as_str(name), String::as_str(text));
    archive(&parts.iter().map(|(a, b)| text((a, b))).collect::<Vec<_>>())
}

fn fault(bytes: Vec<u8>) -> DocumentFault {
    match Format::Docx.decode("a.docx", bytes) {
        Err(DecodeError::Document(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

const MAIN: &str = "word/document.xml";

#[test]
fn what_can_t_be_read_is_told_apart() {
    let name = "right-harbour.ar.docx";
    let whole = bytes(name);
    assert_eq!(fault(Vec::new()), DocumentFault::NotADocument);
    assert_eq!(fault("قال الوزير".into()), DocumentFault::NotADocument);
    let compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more".to_vec();
    assert_eq!(fault(compound.clone()), DocumentFault::OldWord);
    let stream = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
    assert_eq!(
        fault(compound.into_iter().chain(stream).collect()),
        DocumentFault::Protected
    );
    let cut = |part: &str| DocumentFault::Damaged {
        part: part.to_owned(),
    };
    assert_eq!(fault(whole[..whole.len() / 2].to_vec()), cut(""));
    assert_eq!(fault(with_part(name, MAIN, |_| None)), cut(MAIN));
    assert_eq!(
        fault(with_part(name, MAIN, |text| Some(
            text[..text.len() / 3].to_owned()
        ))),
        cut(MAIN)
    );
    assert_eq!(
        fault(with_part(name, "_rels/.rels", |_| None)),
        DocumentFault::OtherDocument
    );
    let sheet = |_| Some("<workbook/>".to_owned());
    assert_eq!(
        fault(with_part(name, MAIN, sheet)),
        DocumentFault::OtherDocument
    );
    let entities = "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]>";
    assert_eq!(
        fault(with_part(name, MAIN, |text| Some(format!(
            "{entities}{text}"
        )))),
        cut(MAIN)
    );
    let entity = |text: String| Some(text.replacen("</w:t>", "&b;</w:t>", 1));
    assert_eq!(fault(with_part(name, MAIN, entity)), cut(MAIN));
    let deep = |text: String| {
        let (open, close) = ("<w:smartTag>".repeat(5000), "</w:smartTag>".repeat(5000));
        Some(text.replacen("<w:p>", &format!("{open}{close}<w:p>"), 1))
    };
    assert_eq!(fault(with_part(name, MAIN, deep)), cut(MAIN));
}

#[test]
fn a_bomb_is_not_unpacked() {
    let name = "right-harbour.ar.docx";
    let filled = |bytes: usize| {
        with_part(name, MAIN, |text| {
            Some(text.replacen("<w:t>", &format!("<w:t>{}", "a".repeat(bytes)), 1))
        })
    };
    assert!(Format::Docx.decode("a.docx", filled(900_000)).is_ok());
    assert_eq!(fault(filled(8 << 20)), DocumentFault::TooLarge);
}

#[test]
fn documents_are_sound_and_have_no_fix() {
    let linter = base();
    for name in [
        "captioned.ar.docx",
        "captioned.en.docx",
        "changes.en.docx",
        "right-harbour.ar.docx",
    ] {
        let source = open(name);
        let article = read(&source);
        assert_article(&source, &article);
        let findings = linter.lint_article(&source, &article);
        assert_findings(&source, &findings);
        assert!(
            findings.iter().all(|finding| finding.fixes.is_empty()),
            "{name}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_of_a_document_can_be_read(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        length in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = bytes("captioned.ar.docx");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(length.index(bytes.len()));
        }
        if let Ok(source) = Format::Docx.decode("a.docx", bytes) {
            assert_article(&source, &read(&source));
        }
    }

    #[test]
    fn any_xml_of_a_document_can_be_read(
        changes in prop::collection::vec((any::<prop::sample::Index>(), soup()), 1..20),
    ) {
        let changed = with_part("captioned.ar.docx", MAIN, |mut text| {
            for (at, piece) in &changes {
                let body = text.find("<w:body>").unwrap();
                let tags: Vec<usize> = text[body..].match_indices("><").map(|(at, _)| at).collect();
                let at = body + tags[at.index(tags.len())] + 1;
                text.insert_str(at, piece);
            }
            Some(text)
        });
        if let Ok(source) = Format::Docx.decode("a.docx", changed) {
            let article = read(&source);
            assert_article(&source, &article);
            assert_findings(&source, &base().lint_article(&source, &article));
        }
    }
}

/// Pieces of a document's XML, most of them whole elements.
fn soup() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "<w:p><w:r><w:t>«نعم»</w:t></w:r></w:p>",
        "<w:r><w:t xml:space=\"preserve\"> 25% </w:t></w:r>",
        "<w:r><w:br/><w:br/><w:t>© Name</w:t></w:r>",
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
        "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
        "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        "<w:r><w:pict><v:shape style=\"width:9pt;height:9pt\"><v:imagedata r:id=\"rId2\"/></v:shape></w:pict></w:r>",
        "<w:r><w:drawing><wp:anchor><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></wp:anchor></w:drawing></w:r>",
        "<w:r><w:object/></w:r>",
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
        "<w:pPr><w:pStyle w:val=\"Caption\"/></w:pPr>",
        "<mc:AlternateContent><mc:Choice><w:r><w:t>one</w:t></w:r></mc:Choice><mc:Fallback/></mc:AlternateContent>",
        "&#x202E;&#0;",
        "&amp;",
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
        "<!-- -->",
        "<w:p>",
    ])
    .prop_map(str::to_owned)
}
