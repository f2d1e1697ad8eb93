//! What is wrong, where, and what to write instead. Words are made at the edge, from ids and values.

use crate::span::Span;

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// Worth a look; fails no gate by default.
    Hint,
    /// Breaks the style.
    Warning,
    /// Wrong in itself.
    Error,
}

impl Level {
    /// The name in configurations and machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Hint, Self::Warning, Self::Error]
            .into_iter()
            .find(|level| level.name() == name)
    }
}

/// A rule's place in the table of the rules that ran.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RuleIndex(pub u16);

/// The values that a message's words are filled with, by placeholder.
pub type Args = Vec<(&'static str, String)>;

/// A message without its words: the id of an entry of the rule's words, and its values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// Key of the rule's words.
    pub id: &'static str,
    /// Values by placeholder.
    pub args: Args,
}

/// A further place that a finding speaks of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Bytes of the file.
    pub span: Span,
    /// What is there.
    pub message: Message,
}

/// Who may apply a fix. Ordered: what is applied without a look is greatest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Applicability {
    /// Drawn only.
    Show,
    /// After a look, or where asked for.
    Ask,
    /// Every reader of the house style would do the same.
    Safe,
}

impl Applicability {
    /// The name in machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::Ask => "ask",
            Self::Safe => "safe",
        }
    }
}

/// One replacement in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// Bytes of the file that go.
    pub span: Span,
    /// What comes, escaped for the place.
    pub text: String,
}

/// Edits that are applied together or not at all; sorted, not overlapping.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// Who may apply it.
    pub applicability: Applicability,
    /// What it does.
    pub message: Message,
    /// The replacements, by place.
    pub edits: Vec<Edit>,
}

/// One thing that is wrong in one file.
///
/// The span lies on character borders inside its file and splits no grapheme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Which rule says so.
    pub rule: RuleIndex,
    /// How grave it is.
    pub level: Level,
    /// Bytes of the file.
    pub span: Span,
    /// The tag of the language of the block it stands in, such as `ar`; empty where unknown.
    pub lang: &'static str,
    /// What is wrong.
    pub message: Message,
    /// Further places.
    pub labels: Vec<Label>,
    /// What can be done.
    pub fixes: Vec<Fix>,
    /// Whether the human form draws this one together with the rule's other findings in the file
    /// (consistency, and photos where none has a credit).
    pub grouped: bool,
    /// Hash of what stays the same when the article moves: the folded text found and three words
    /// on each side inside the block. The path, the rule and the ordinal join it in the report.
    pub context: u64,
    /// Hash of the text found alone, folded: what an entry of `[[ignores]]` names.
    pub found: u64,
}
