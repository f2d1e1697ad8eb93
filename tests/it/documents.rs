//! Documents of word processors: real ones, damaged ones, and what is said of those that can't be
//! read.

use std::fs;

use proptest::prelude::*;
use tarqim::article::{Article, BlockKind, Format, LangHints};
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
    Article::read(source, Format::Docx, LangHints::default())
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

/// The archive with a part's text changed, or without it.
fn with_part(name: &str, part: &str, change: impl Fn(String) -> Option<String>) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes(name))).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if file.name() == part {
            match change(String::from_utf8(content).unwrap()) {
                Some(changed) => content = changed.into_bytes(),
                None => continue,
            }
        }
        out.start_file(file.name(), zip::write::SimpleFileOptions::default())
            .unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
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
