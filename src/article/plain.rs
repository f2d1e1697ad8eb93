use super::{Article, Format, LangHints, Text};
use crate::lang::Lang;
use crate::source::Source;

pub(super) fn read(source: &Source, _hints: LangHints) -> Article<'_> {
    Article {
        format: Format::Plain,
        text: Text::borrowed(source.text(), 0),
        blocks: Vec::new(),
        photos: Vec::new(),
        fields: Vec::new(),
        damage: Vec::new(),
        lang: Lang::UNKNOWN,
    }
}
