//! What an image file says of its rights: IPTC Photo Metadata in JPEG, PNG and WebP, the formats in
//! which pages show photos.
//!
//! Only the parts of the file that hold metadata are read; what lies between is passed over. A file
//! that is broken or of another kind says nothing: a broken picture is no fault of the article.

mod exif;
mod iim;
mod xmp;

use std::io::{self, BufReader, Read, Seek};

use crate::article::Embedded;

/// How many segments or chunks of a file are looked at: a photo of 30 MB has 4,000 in the PNG form
/// that is cut the smallest, and one in JPEG has some dozens.
const PARTS: usize = 4096;

/// The greatest part that is read, in bytes. A segment of JPEG has no more; XMP that is longer holds
/// thumbnails and histories.
const LONGEST: u32 = 1 << 16;

/// How much metadata of one file is read, in bytes.
const MOST: u32 = 1 << 20;

/// The greatest number of characters of a text that is kept.
const KEPT: usize = 256;

/// How much of the file is read at a time where headers are looked for, in bytes: little, since most
/// of it is passed over.
const BUFFER: usize = 1024;

/// Reads the metadata of an image file.
///
/// Of two places that hold the same field XMP goes before IPTC-IIM, and IIM before Exif: Exif names
/// the owner of the camera more often than who used it, and IIM cuts a name after 32 bytes. (The
/// Metadata Working Group's Guidance 2.0 asks for IIM where a checksum shows that a program which
/// knows no XMP wrote it last; such programs are no longer about.)
pub fn embedded(file: impl Read + Seek) -> Option<Embedded> {
    let mut parts = Parts::default();
    // Of a file that is cut off, what came before the cut counts.
    let _ = parts.read(&mut BufReader::with_capacity(BUFFER, file));
    let mut found = Embedded::default();
    for place in [
        xmp::read(&parts.xmp),
        iim::read(&parts.resources),
        exif::read(parts.exif),
    ] {
        found.creator = found.creator.or(place.creator);
        found.credit_line = found.credit_line.or(place.credit_line);
        found.copyright_notice = found.copyright_notice.or(place.copyright_notice);
    }
    (found != Embedded::default()).then_some(found)
}

/// The parts of a file that hold metadata; empty where there are none.
#[derive(Default)]
struct Parts {
    /// An XMP packet.
    xmp: Vec<u8>,
    /// Photoshop's image resources, of which one is IPTC-IIM.
    resources: Vec<u8>,
    /// Exif: a TIFF structure.
    exif: Vec<u8>,
    /// How many bytes were read.
    taken: u32,
}

impl Parts {
    fn read(&mut self, file: &mut BufReader<impl Read + Seek>) -> io::Result<()> {
        let mut start = [0; 12];
        file.read_exact(&mut start)?;
        match &start {
            [0xFF, 0xD8, ..] => {
                file.seek_relative(-10)?;
                self.read_jpeg(file)
            }
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => {
                file.seek_relative(-4)?;
                self.read_png(file)
            }
            [b'R', b'I', b'F', b'F', .., b'W', b'E', b'B', b'P'] => self.read_webp(file),
            _ => Ok(()),
        }
    }

    /// Segments up to the start of the scan (ITU-T T.81, annex B).
    fn read_jpeg(&mut self, file: &mut BufReader<impl Read + Seek>) -> io::Result<()> {
        for _ in 0..PARTS {
            let [mark, code] = bytes(file)?;
            if mark != 0xFF {
                return Ok(());
            }
            match code {
                // A marker may have any number of fill bytes before it.
                0xFF => {
                    file.seek_relative(-1)?;
                    continue;
                }
                // TEM and the restart markers have no length.
                0x01 | 0xD0..=0xD7 => continue,
                // The image ends, or the scan starts: no metadata follows.
                0xD9 | 0xDA => return Ok(()),
                _ => {}
            }
            let Some(length) = u16::from_be_bytes(bytes(file)?).checked_sub(2) else {
                return Ok(());
            };
            if !matches!(code, 0xE1 | 0xED) {
                skip(file, length.into())?;
                continue;
            }
            let segment = self.take(file, length.into())?;
            if let Some(packet) = segment.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
                keep(&mut self.xmp, packet);
            } else if let Some(tiff) = segment.strip_prefix(b"Exif\0\0") {
                keep(&mut self.exif, tiff);
            } else if let Some(resources) = segment.strip_prefix(b"Photoshop 3.0\0") {
                // Long resources run on in the next segment.
                self.resources.extend_from_slice(resources);
            }
        }
        Ok(())
    }

    /// Chunks up to the end: metadata may stand behind the pixels, where some tools add it (PNG, 3rd
    /// edition, section 5; XMP Specification part 3, 1.1.5).
    fn read_png(&mut self, file: &mut BufReader<impl Read + Seek>) -> io::Result<()> {
        for _ in 0..PARTS {
            let length = u32::from_be_bytes(bytes(file)?);
            match &bytes::<4>(file)? {
                b"iTXt" if length <= LONGEST => {
                    let chunk = self.take(file, length)?;
                    // Not compressed, without language and translated keyword.
                    if let Some(packet) = chunk.strip_prefix(b"XML:com.adobe.xmp\0\0\0\0\0") {
                        keep(&mut self.xmp, packet);
                    }
                }
                b"eXIf" if length <= LONGEST => {
                    let tiff = self.take(file, length)?;
                    keep(&mut self.exif, &tiff);
                }
                b"IEND" => return Ok(()),
                _ => skip(file, length)?,
            }
            skip(file, 4)?;
        }
        Ok(())
    }

    /// Chunks up to the end (WebP Container Specification, extended file format).
    fn read_webp(&mut self, file: &mut BufReader<impl Read + Seek>) -> io::Result<()> {
        for _ in 0..PARTS {
            let name = bytes::<4>(file)?;
            let length = u32::from_le_bytes(bytes(file)?);
            match &name {
                b"XMP " if length <= LONGEST => {
                    let packet = self.take(file, length)?;
                    keep(&mut self.xmp, &packet);
                }
                b"EXIF" if length <= LONGEST => {
                    let chunk = self.take(file, length)?;
                    // Some writers keep the name that Exif has in JPEG.
                    let tiff = chunk.strip_prefix(b"Exif\0\0").unwrap_or(&chunk);
                    keep(&mut self.exif, tiff);
                }
                _ => skip(file, length)?,
            }
            skip(file, length % 2)?;
        }
        Ok(())
    }

    /// Reads a part that may hold metadata.
    fn take(&mut self, file: &mut impl Read, length: u32) -> io::Result<Vec<u8>> {
        self.taken += length;
        if self.taken > MOST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut bytes = vec![0; length as usize];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

/// Keeps the first part of a kind.
fn keep(part: &mut Vec<u8>, bytes: &[u8]) {
    if part.is_empty() {
        part.extend_from_slice(bytes);
    }
}

fn bytes<const N: usize>(file: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn skip(file: &mut BufReader<impl Read + Seek>, length: u32) -> io::Result<()> {
    file.seek_relative(length.into())
}

/// A text as metadata has it: blanks and control characters made one blank, cut where it is long;
/// `None` where nothing is left.
fn clean(text: &str) -> Option<String> {
    let mut clean = String::new();
    let parts = text.split(|c: char| c.is_whitespace() || c.is_control());
    for part in parts.filter(|part| !part.is_empty()) {
        if !clean.is_empty() {
            clean.push(' ');
        }
        clean.push_str(part);
        if clean.len() > 4 * KEPT {
            break;
        }
    }
    if let Some((end, _)) = clean.char_indices().nth(KEPT) {
        clean.truncate(end);
    }
    (!clean.is_empty()).then_some(clean)
}

/// How many texts of one field are kept.
const TEXTS: usize = 16;

/// Several texts of one field, each once, joined by commas.
fn joined(texts: impl IntoIterator<Item = String>) -> Option<String> {
    let mut kept: Vec<String> = Vec::new();
    for text in texts
        .into_iter()
        .take(TEXTS)
        .filter_map(|text| clean(&text))
    {
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
    clean(&kept.join(", "))
}

/// Bytes in an encoding that is not known: UTF-8 where they are that, else Latin-1.
///
/// `None` where it is neither: where Latin-1 has no characters for the bytes (as of names from an old
/// Mac), or where letters beyond ASCII are in the majority: of Arabic in Windows-1256 it would make
/// names that nobody has.
fn decode(bytes: &[u8]) -> Option<String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    let beyond = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic());
    let latin = beyond <= letters.count() && !bytes.iter().any(|byte| (0x80..0xA0).contains(byte));
    latin.then(|| bytes.iter().map(|&byte| char::from(byte)).collect())
}

#[cfg(test)]
mod tests;
