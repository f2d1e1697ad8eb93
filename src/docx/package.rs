//! The archive that a document is: its parts, and which part is what of which (ECMA-376-2, Open
//! Packaging Conventions).

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{Event, Ns, Reader};
use crate::source::{COMPOUND_FILE, DocumentFault};

/// How many bytes a part unpacks to at the most. A book of a thousand pages takes about 10 MiB.
const PART_BYTES: u64 = 64 << 20;

/// How many bytes all parts that are read unpack to at the most.
const ALL_BYTES: u64 = 256 << 20;

/// How many times its packed size a large part has at the most: that of real documents is packed to
/// a fiftieth at the best, one that is made to fill the memory to a thousandth.
const RATIO: u64 = 250;

/// Parts of fewer bytes than this are read whatever their ratio.
const SMALL: u64 = 1 << 20;

/// The stream that a protected document is in ([MS-OFFCRYPTO] 2.3.4.4).
const ENCRYPTED_STREAM: &str = "EncryptedPackage";

/// What a file of the ZIP format begins with: a file's header, or the end of an empty archive.
const ARCHIVE: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// An archive that is open.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    left: u64,
}

/// One part's word on another.
#[derive(Debug)]
pub(super) struct Relationship {
    id: String,
    kind: String,
    /// The part's name in the archive, or the address of what is not in it.
    target: String,
}

impl Package {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, DocumentFault> {
        if bytes.starts_with(&COMPOUND_FILE) {
            let name: Vec<u8> = ENCRYPTED_STREAM
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect();
            let protected = memchr::memmem::find(&bytes, &name).is_some();
            return Err(if protected {
                DocumentFault::Protected
            } else {
                DocumentFault::OldWord
            });
        }
        if !ARCHIVE.iter().any(|start| bytes.starts_with(start)) {
            return Err(DocumentFault::NotADocument);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(""))?;
        Ok(Self {
            archive,
            left: ALL_BYTES,
        })
    }

    /// The text of a part; nothing where the archive has none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, DocumentFault> {
        // Names are compared without case (OPC 6.2.2.3).
        let same = |other: &str| other.eq_ignore_ascii_case(name);
        let index = self
            .archive
            .index_for_name(name)
            .or_else(|| self.archive.file_names().position(same));
        let Some(index) = index else {
            return Ok(None);
        };
        let file = self.archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => DocumentFault::Protected,
            _ => damaged(name),
        })?;
        let most = PART_BYTES.min(self.left);
        let packed = file.compressed_size();
        let mut bytes = Vec::new();
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| damaged(name))?;
        let size = bytes.len() as u64;
        if size > most || (size > SMALL && size / RATIO > packed) {
            return Err(DocumentFault::TooLarge);
        }
        self.left -= size;
        decode(bytes).map(Some).ok_or_else(|| damaged(name))
    }

    /// What a part (the whole package for an empty name) says of others, sorted by id.
    pub(super) fn relationships(&mut self, part: &str) -> Result<Vec<Relationship>, DocumentFault> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = join(folder, &format!("_rels/{file}.rels"));
        let Some(text) = self.part(&name)? else {
            return Ok(Vec::new());
        };
        let malformed = |_| damaged(&name);
        let mut found = Vec::new();
        let mut reader = Reader::new(&text);
        while let Some(event) = reader.next().map_err(malformed)? {
            let Event::Start(element) = event else {
                continue;
            };
            if element.ns != Ns::Rels || element.name() != "Relationship" {
                continue;
            }
            let target = element.attr("Target").unwrap_or_default();
            let outside = element.attr("TargetMode").as_deref() == Some("External");
            found.push(Relationship {
                id: element.attr("Id").unwrap_or_default(),
                kind: element.attr("Type").unwrap_or_default(),
                target: if outside {
                    target
                } else {
                    join(folder, &target)
                },
            });
        }
        found.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(found)
    }
}

/// What a relationship names, of those that are sorted by id.
pub(super) fn target<'r>(relationships: &'r [Relationship], id: &str) -> Option<&'r str> {
    let found = relationships.binary_search_by(|one| one.id.as_str().cmp(id));
    let target = relationships[found.ok()?].target.as_str();
    (!target.is_empty()).then_some(target)
}

/// The part that stands in a relationship of a kind, by the last word of its type: the words before
/// it differ between the transitional and the strict form.
pub(super) fn related<'r>(relationships: &'r [Relationship], kind: &str) -> Option<&'r str> {
    relationships
        .iter()
        .find(|relationship| relationship.kind.rsplit('/').next() == Some(kind))
        .map(|relationship| relationship.target.as_str())
}

pub(super) fn damaged(part: &str) -> DocumentFault {
    DocumentFault::Damaged {
        part: part.to_owned(),
    }
}

/// A target, seen from a folder of the archive; one that begins with `/` is seen from its root.
fn join(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|part| !part.is_empty()).collect()
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// UTF-8, or UTF-16 with a byte order mark: a part may be in no other encoding (OPC 6.2.5).
fn decode(bytes: Vec<u8>) -> Option<String> {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units = bytes[2..]
            .chunks_exact(2)
            .map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units)
            .collect::<Result<String, _>>()
            .ok()
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        _ => {
            let text = String::from_utf8(bytes).ok()?;
            Some(match text.strip_prefix('\u{FEFF}') {
                Some(rest) => rest.to_owned(),
                None => text,
            })
        }
    }
}
