//! What kept the whole job from being done. Problems are no findings: they go to standard error,
//! and end the run with status 2.

use std::io::{self, Write};

use super::MessageLang;
use super::text::visible;
use crate::article::{Damage, DamageKind};
use crate::changed::ChangesFault;
use crate::config::error::ConfigError;
use crate::source::{DecodeError, DocumentFault, Source};

/// Something that could not be done, and for which file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The file, as reports show it.
    pub path: String,
    /// What it is.
    pub kind: ProblemKind,
}

/// Why something could not be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProblemKind {
    /// The file is not UTF-8.
    Encoding {
        /// Offset of the first bad byte, from 0.
        byte: usize,
        /// The encoding that it looks like.
        looks_like: Option<&'static str>,
    },
    /// There is no such file.
    Missing,
    /// The file can't be read: the operating system's words.
    Unreadable(String),
    /// The file has 4 GiB or more.
    TooLarge,
    /// The file has a document's name, and holds none that can be read.
    Document(DocumentFault),
    /// A configuration or a style file can't be understood.
    Configuration {
        /// Line and column from 1, where one place is meant.
        place: Option<(u32, u32)>,
        /// What is wrong, in English.
        message: String,
    },
    /// The file is not written in the format that its name tells.
    Invalid {
        /// The format's name.
        format: &'static str,
        /// Line and column from 1.
        place: (u32, u32),
        /// The parser's words, in English.
        reason: String,
    },
    /// The file is JSON, and no news item.
    NoArticle,
    /// The file was to be fixed, and somebody else changed it meanwhile.
    Changed,
    /// The file was to be fixed, and nobody may write it.
    ReadOnly,
    /// The file was to be fixed, and can't be written: the operating system's words.
    Unwritten(String),
    /// A report can't be written to a file: the operating system's words.
    Output(String),
    /// The baseline can't be used, so nothing was checked.
    Baseline(BaselineFault),
    /// What has changed can't be told, so nothing was checked.
    Since(ChangesFault),
    /// The program itself failed on the file; where there is no path, altogether.
    Internal {
        /// The line of the program.
        place: Option<String>,
    },
}

/// Why a baseline can't be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BaselineFault {
    /// There is no such file.
    Missing,
    /// The operating system does not give it: its words.
    Unreadable(String),
    /// The operating system does not take it: its words.
    Unwritable(String),
    /// It is no baseline.
    Invalid {
        /// Line and column from 1.
        place: (u32, u32),
        /// What is wrong, in English.
        reason: String,
    },
    /// It was not written, since not all articles could be checked.
    Incomplete,
}

impl ProblemKind {
    /// The name in machine formats.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Encoding { .. } => "encoding",
            Self::Missing => "missing",
            Self::Unreadable(_) => "unreadable",
            Self::TooLarge => "too-large",
            Self::Document(_) => "document",
            Self::Configuration { .. } => "configuration",
            Self::Invalid { .. } => "invalid",
            Self::NoArticle => "no-article",
            Self::Changed => "changed",
            Self::ReadOnly => "read-only",
            Self::Unwritten(_) => "unwritten",
            Self::Output(_) => "output",
            Self::Baseline(_) => "baseline",
            Self::Since(_) => "since",
            Self::Internal { .. } => "internal",
        }
    }

    /// Line and column from 1, where one place of the file is meant.
    #[must_use]
    pub fn place(&self) -> Option<(u32, u32)> {
        match self {
            Self::Configuration { place, .. } => *place,
            Self::Invalid { place, .. } | Self::Baseline(BaselineFault::Invalid { place, .. }) => {
                Some(*place)
            }
            _ => None,
        }
    }
}

/// What a clone without its history lacks.
const SHALLOW_EN: &str = " (this clone is shallow: `git fetch --unshallow` brings the rest)";
const SHALLOW_AR: &str = " (المستودع منسوخ بلا تاريخه الكامل، ويكمله الأمر git fetch --unshallow)";

/// A line of the program in brackets, where one is known.
fn place_in_program(place: &Option<String>) -> String {
    let shown = place.as_ref().map(|place| format!(" ({place})"));
    shown.unwrap_or_default()
}

/// A part of a document in brackets, where one is meant.
fn named_part(part: &str) -> String {
    if part.is_empty() {
        String::new()
    } else {
        format!(" ({part})")
    }
}

impl From<ConfigError> for Problem {
    fn from(error: ConfigError) -> Self {
        Self {
            path: error.path,
            kind: ProblemKind::Configuration {
                place: (error.line > 0).then_some((error.line, error.column)),
                message: error.message,
            },
        }
    }
}

impl Problem {
    /// A file whose bytes are no text.
    #[must_use]
    pub fn undecodable(path: impl Into<String>, error: &DecodeError) -> Self {
        let kind = match error {
            &DecodeError::NotUtf8 { byte, looks_like } => {
                ProblemKind::Encoding { byte, looks_like }
            }
            DecodeError::TooLarge => ProblemKind::TooLarge,
            DecodeError::Document(fault) => ProblemKind::Document(fault.clone()),
        };
        Self {
            path: path.into(),
            kind,
        }
    }

    /// A file that the operating system does not give.
    #[must_use]
    pub fn unreadable(path: impl Into<String>, error: &io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => ProblemKind::Missing,
            io::ErrorKind::FileTooLarge => ProblemKind::TooLarge,
            _ => ProblemKind::Unreadable(error.to_string()),
        };
        Self {
            path: path.into(),
            kind,
        }
    }

    /// A file on which the program failed, at this line of its own.
    #[must_use]
    pub fn internal(path: impl Into<String>, place: Option<String>) -> Self {
        Self {
            path: path.into(),
            kind: ProblemKind::Internal { place },
        }
    }

    /// Whether it is a fault of the program, and of nothing else.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        matches!(self.kind, ProblemKind::Internal { .. })
    }

    /// What can't be told of a folder's or a file's changes.
    #[must_use]
    pub fn since(path: impl Into<String>, fault: ChangesFault) -> Self {
        Self {
            path: path.into(),
            kind: ProblemKind::Since(fault),
        }
    }

    /// A file that is not written in its format, or in which no article is; none where only a part
    /// of it can't be read.
    #[must_use]
    pub fn unread(source: &Source, damage: &Damage) -> Option<Self> {
        let at = source.position(damage.span.start);
        let kind = match damage.kind {
            DamageKind::FrontMatter => return None,
            DamageKind::File => ProblemKind::Invalid {
                format: "JSON",
                place: (at.line, at.column),
                reason: damage.reason.clone(),
            },
            DamageKind::NoArticle => ProblemKind::NoArticle,
        };
        Some(Self {
            path: source.name().to_owned(),
            kind,
        })
    }

    /// What could not be done, with the path.
    #[must_use]
    pub fn message(&self, lang: MessageLang) -> String {
        match lang {
            MessageLang::En => self.english(),
            MessageLang::Ar => self.arabic(),
        }
    }

    fn english(&self) -> String {
        let path = &self.path;
        match &self.kind {
            ProblemKind::Encoding { byte, looks_like } => {
                let looks = looks_like
                    .map(|name| format!("; it looks like {name}"))
                    .unwrap_or_default();
                format!("{path} is not UTF-8 (byte {byte}){looks}. It was not checked.")
            }
            ProblemKind::Missing => {
                format!("There is no file or folder {path}. Nothing was checked for it.")
            }
            ProblemKind::Unreadable(reason) => {
                format!("{path} can't be read: {reason}. It was not checked.")
            }
            ProblemKind::TooLarge => {
                format!("{path} is too large (4 GiB or more). It was not checked.")
            }
            ProblemKind::Document(fault) => match fault {
                DocumentFault::NotADocument => format!(
                    "{path} is no Word document, although its name says so. It was not checked."
                ),
                DocumentFault::OldWord => format!(
                    "{path} is in the old format of Word (.doc). It was not checked; saved as .docx it can be."
                ),
                DocumentFault::Protected => {
                    format!("{path} is protected by a password. It was not checked.")
                }
                DocumentFault::OtherDocument => format!(
                    "{path} holds no text document, but perhaps a spreadsheet or slides. It was not checked."
                ),
                DocumentFault::Damaged { part } => {
                    let part = named_part(part);
                    format!(
                        "{path} is damaged{part}. It was not checked; a word processor may be able to open it and save it again."
                    )
                }
                DocumentFault::TooLarge => {
                    format!("{path} unpacks to more than a document may hold. It was not checked.")
                }
                DocumentFault::Foreign { format } => format!(
                    "{path} is no text, but a file of the format {format}. It was not checked; an article can be saved as .docx, .html or .txt."
                ),
            },
            ProblemKind::Configuration { place, message } => match place {
                Some((line, column)) => format!("{path}:{line}:{column}: {message}"),
                None => format!("{path}: {message}"),
            },
            ProblemKind::Invalid {
                format,
                place: (line, column),
                reason,
            } => {
                format!(
                    "{path}:{line}:{column}: this is not valid {format}: {reason}. The file was not checked."
                )
            }
            ProblemKind::NoArticle => {
                format!("{path} is JSON, but no news item (ninjs). It was not checked.")
            }
            ProblemKind::Changed => format!(
                "{path} was changed by someone else while it was being fixed. It was not fixed; it can be tried again."
            ),
            ProblemKind::ReadOnly => format!("{path} is read-only. It was not fixed."),
            ProblemKind::Unwritten(reason) => {
                format!("{path} can't be written: {reason}. It was not fixed, and is as it was.")
            }
            ProblemKind::Output(reason) => {
                format!("The report {path} can't be written: {reason}.")
            }
            ProblemKind::Baseline(fault) => match fault {
                BaselineFault::Missing => format!(
                    "There is no baseline {path}. Nothing was checked; `tarqim baseline` writes one."
                ),
                BaselineFault::Unreadable(reason) => {
                    format!("The baseline {path} can't be read: {reason}. Nothing was checked.")
                }
                BaselineFault::Unwritable(reason) => {
                    format!("The baseline {path} can't be written: {reason}.")
                }
                BaselineFault::Invalid {
                    place: (line, column),
                    reason,
                } => format!(
                    "{path}:{line}:{column}: this is not a baseline: {reason}. Nothing was checked."
                ),
                BaselineFault::Incomplete => {
                    format!("{path} was not written, since not all articles could be checked.")
                }
            },
            ProblemKind::Since(fault) => match fault {
                ChangesFault::NoGit => {
                    "`--since` needs the program git, which can't be started. Nothing was checked."
                        .to_owned()
                }
                ChangesFault::NoRepository(reason) => format!(
                    "`--since` needs a working tree of git, and git finds none in {path} ({reason}). Nothing was checked."
                ),
                ChangesFault::UnknownRevision { revision, shallow } => {
                    let shallow = if *shallow { SHALLOW_EN } else { "" };
                    format!(
                        "`--since`: git does not know the revision {revision}{shallow}. Nothing was checked."
                    )
                }
                ChangesFault::NoCommonAncestor { revision, shallow } => {
                    let shallow = if *shallow { SHALLOW_EN } else { "" };
                    format!(
                        "`--since`: {revision} and HEAD have no commit in common{shallow}. Nothing was checked."
                    )
                }
                ChangesFault::Failed(reason) => {
                    format!("`--since`: git failed: {reason}. Nothing was checked.")
                }
                ChangesFault::Outside => format!(
                    "{path} is outside of the git repository, so `--since` can't tell what changed in it. It was not checked."
                ),
                ChangesFault::StandardInput => {
                    "`--since` can't tell what changed in standard input. It was not checked."
                        .to_owned()
                }
            },
            ProblemKind::Internal { place } => {
                let place = place_in_program(place);
                if path.is_empty() {
                    return format!("tarqim itself failed{place}. Please report this line.");
                }
                format!(
                    "tarqim itself failed on {path}{place}; the other articles were checked. The fault is not the article's: please report this line, with the article where it may be shown."
                )
            }
        }
    }

    fn arabic(&self) -> String {
        let path = &self.path;
        match &self.kind {
            ProblemKind::Encoding { byte, looks_like } => {
                let looks = looks_like
                    .map(|name| format!("، ويبدو أن ترميزه {name}"))
                    .unwrap_or_default();
                format!("الملف ليس بترميز UTF-8 ولم يُفحص{looks} (البايت {byte}): {path}")
            }
            ProblemKind::Missing => {
                format!("لا يوجد ملف أو مجلد بهذا الاسم، ولم يُفحص: {path}")
            }
            ProblemKind::Unreadable(reason) => {
                format!("تعذّرت قراءة الملف ولم يُفحص ({reason}): {path}")
            }
            ProblemKind::TooLarge => {
                format!("الملف أكبر من الحد ولم يُفحص (الحد: 4 GiB): {path}")
            }
            ProblemKind::Document(fault) => match fault {
                DocumentFault::NotADocument => {
                    format!("الملف ليس مستند Word مع أن اسمه يدل على ذلك، ولم يُفحص: {path}")
                }
                DocumentFault::OldWord => format!(
                    "الملف بصيغة Word القديمة (.doc) ولم يُفحص، ويمكن فحصه بعد حفظه بصيغة .docx: {path}"
                ),
                DocumentFault::Protected => {
                    format!("الملف محمي بكلمة مرور ولم يُفحص: {path}")
                }
                DocumentFault::OtherDocument => format!(
                    "الملف ليس مستندًا نصيًا، ولعله جدول بيانات أو عرض شرائح، ولم يُفحص: {path}"
                ),
                DocumentFault::Damaged { part } => {
                    let part = named_part(part);
                    format!(
                        "الملف تالف{part} ولم يُفحص، وقد يمكن فتحه في معالج النصوص وحفظه من جديد: {path}"
                    )
                }
                DocumentFault::TooLarge => {
                    format!("محتوى الملف بعد فك ضغطه أكبر من الحد ولم يُفحص: {path}")
                }
                DocumentFault::Foreign { format } => format!(
                    "الملف بصيغة {format} وليس نصًا، ولم يُفحص، ويمكن حفظ المقال بصيغة .docx أو .html أو .txt: {path}"
                ),
            },
            ProblemKind::Configuration { place, message } => match place {
                Some((line, column)) => {
                    format!("خلل في الإعدادات: {path}:{line}:{column}: {message}")
                }
                None => format!("خلل في الإعدادات: {path}: {message}"),
            },
            ProblemKind::Invalid {
                format,
                place: (line, column),
                reason,
            } => {
                format!(
                    "الملف ليس بصيغة {format} سليمة، ولم يُفحص ({reason}): {path}:{line}:{column}"
                )
            }
            ProblemKind::NoArticle => {
                format!("الملف بصيغة JSON وليس مادة إخبارية (ninjs)، ولم يُفحص: {path}")
            }
            ProblemKind::Changed => {
                format!("تغيّر الملف في أثناء تصحيحه فلم يُصحَّح، ويمكن إعادة المحاولة: {path}")
            }
            ProblemKind::ReadOnly => format!("الملف للقراءة فقط ولم يُصحَّح: {path}"),
            ProblemKind::Unwritten(reason) => {
                format!("تعذّرت كتابة الملف فلم يُصحَّح وبقي كما كان ({reason}): {path}")
            }
            ProblemKind::Output(reason) => {
                format!("تعذّرت كتابة التقرير ({reason}): {path}")
            }
            ProblemKind::Baseline(fault) => match fault {
                BaselineFault::Missing => format!(
                    "لا يوجد ملف للحالة المرجعية بهذا الاسم، ولم يُفحص شيء (إنشاؤه بالأمر tarqim baseline): {path}"
                ),
                BaselineFault::Unreadable(reason) => {
                    format!("تعذّرت قراءة ملف الحالة المرجعية، ولم يُفحص شيء ({reason}): {path}")
                }
                BaselineFault::Unwritable(reason) => {
                    format!("تعذّرت كتابة ملف الحالة المرجعية ({reason}): {path}")
                }
                BaselineFault::Invalid {
                    place: (line, column),
                    reason,
                } => format!(
                    "ملف الحالة المرجعية غير سليم، ولم يُفحص شيء ({reason}): {path}:{line}:{column}"
                ),
                BaselineFault::Incomplete => {
                    format!("لم يُكتب ملف الحالة المرجعية لأن بعض المقالات لم يُفحص: {path}")
                }
            },
            ProblemKind::Since(fault) => match fault {
                ChangesFault::NoGit => {
                    "الخيار --since يتطلب برنامج git، وقد تعذّر تشغيله، ولم يُفحص شيء".to_owned()
                }
                ChangesFault::NoRepository(reason) => format!(
                    "الخيار --since يتطلب مستودع git، ولا مستودع هنا، ولم يُفحص شيء ({reason}): {path}"
                ),
                ChangesFault::UnknownRevision { revision, shallow } => {
                    let shallow = if *shallow { SHALLOW_AR } else { "" };
                    format!(
                        "الخيار --since: نسخة غير معروفة في git، ولم يُفحص شيء{shallow}: {revision}"
                    )
                }
                ChangesFault::NoCommonAncestor { revision, shallow } => {
                    let shallow = if *shallow { SHALLOW_AR } else { "" };
                    format!(
                        "الخيار --since: لا أصل مشتركًا بين HEAD وهذه النسخة، ولم يُفحص شيء{shallow}: {revision}"
                    )
                }
                ChangesFault::Failed(reason) => {
                    format!("الخيار --since: أخفق git، ولم يُفحص شيء: {reason}")
                }
                ChangesFault::Outside => {
                    format!("الملف خارج مستودع git فلا يُعرف ما تغيّر فيه (--since)، ولم يُفحص: {path}")
                }
                ChangesFault::StandardInput => {
                    "لا يُعرف ما تغيّر في المدخل القياسي (--since)، ولم يُفحص".to_owned()
                }
            },
            ProblemKind::Internal { place } => {
                let place = place_in_program(place);
                format!(
                    "تعذّر فحص الملف بسبب خلل في البرنامج{place}، وفُحصت بقية المقالات، ويُرجى الإبلاغ عن هذا الخلل: {path}"
                )
            }
        }
    }

    /// Writes it as one line for people; what could steer the terminal is made visible.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn write(&self, lang: MessageLang, color: bool, out: &mut dyn Write) -> io::Result<()> {
        let word = match lang {
            MessageLang::En => "error",
            MessageLang::Ar => "خطأ",
        };
        let (on, off) = if color {
            ("\x1b[1;31m", "\x1b[0m")
        } else {
            ("", "")
        };
        writeln!(out, "{on}{word}{off}: {}", visible(&self.message(lang)))
    }
}
