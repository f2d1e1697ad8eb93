//! Photos whose file names somebody else than the article does.

use crate::article::Embedded;
use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::mention::{Credit, CreditFault, CreditShape};

use super::photo_names::{Name, agencies_in, comparable, credit_of, differ, people};

/// Compares a photo's credit with what the image file says of its maker and source (IPTC Creator,
/// Credit Line and Copyright Notice).
///
/// They differ where both name a person and not the same, or where both name an agency and the two
/// sell no pictures of one another. What the file does not name is no difference. Where one of two
/// credits of the photo agrees with the file, the article contradicts itself, which the check of
/// credits that differ tells.
pub static DEF: CheckDef = CheckDef {
    name: "photo-embedded",
    options: &[],
    compile,
    example: None,
};

struct OfFile {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(OfFile {
        rules: rules.to_vec(),
    }))
}

impl Check for OfFile {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let photos = &context.article.photos;
        if photos.iter().all(|photo| photo.embedded.is_none()) {
            return;
        }
        let mut twins = context.mentions.twin_credits();
        twins.retain(|(first, second)| differ(context.article, first, second));
        for rule in &self.rules {
            let mut told = Vec::new();
            for photo in photos {
                let Some(file) = photo.embedded.as_ref().filter(|_| photo.exempt.is_none()) else {
                    continue;
                };
                let found = context
                    .mentions
                    .credits_of(photo)
                    .filter(|credit| context.applies(rule, credit.block))
                    .find_map(|credit| Some((credit, clash(context, credit, file)?)));
                let (Some((credit, how)), Some(said)) = (found, credit_of(file)) else {
                    continue;
                };
                let agrees = |other: &Credit| clash(context, other, file).is_none();
                let contradicts_itself = twins.iter().any(|&(first, second)| {
                    (first == credit && agrees(second)) || (second == credit && agrees(first))
                });
                if contradicts_itself {
                    continue;
                }
                // A photo that is shown twice has its credit once.
                if told.contains(&(credit.range, said.clone())) {
                    continue;
                }
                let report = sink
                    .report(rule, credit.range, "message")
                    .arg("found", context.slice(credit.range))
                    .arg("embedded", said.as_str())
                    .label(photo, "photo", Vec::new());
                if how == Clash::Likely {
                    report.hint();
                }
                told.push((credit.range, said));
            }
        }
    }

    fn reads_pictures(&self) -> bool {
        true
    }
}

/// How sure it is that a credit and a file name two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Clash {
    /// What the credit names may be an organisation that has a name like a person's; or the file has
    /// no credit line, and may name the camera's owner or who put it on a page.
    Likely,
    /// Both name one of a kind, in a file that was made to be published.
    Certain,
}

/// Words (folded) of a credit for something that was made from a photo, whose file may still name its
/// maker.
const MADE_OF_PHOTOS: &[&str] = &[
    "collage",
    "composite",
    "design",
    "graphic",
    "graphics",
    "illustration",
    "map",
    "montage",
    "تركيب",
    "تصميم",
    "رسم",
    "كاريكاتير",
];

/// Words that say that several agencies may give the picture away.
const GIVEN_AWAY: &[&str] = &["handout", "pool", "courtesy"];

/// Words (folded) before a name that say that it is the photographer's.
const MAKER: &[&str] = &[
    "by",
    "par",
    "photographe",
    "photographer",
    "المصور",
    "المصورة",
    "بعدسة",
    "تصوير",
    "عدسة",
    "عكاس",
];

/// Agencies that sell no pictures of one another, so that a picture of one is none of the other's.
/// Any other two may: Getty Images distributes AFP, and AP most national agencies.
const RIVALS: &[(&str, &str)] = &[
    ("afp", "ap"),
    ("afp", "epa"),
    ("afp", "reuters"),
    ("ap", "epa"),
    ("ap", "getty"),
    ("ap", "reuters"),
    ("epa", "reuters"),
    ("getty", "reuters"),
];

fn clash(context: &Context<'_>, credit: &Credit, file: &Embedded) -> Option<Clash> {
    let made_by_others = [CreditShape::Courtesy, CreditShape::HandoutOrFile];
    let faults = [CreditFault::Empty, CreditFault::NoSource];
    let text = context.slice(credit.range);
    let named = Name::of(text);
    if made_by_others.contains(&credit.shape)
        || faults.iter().any(|&fault| credit.has(fault))
        || named.has_one_of(MADE_OF_PHOTOS)
    {
        return None;
    }
    if other_agency(context, credit, &named, file) {
        return Some(Clash::Certain);
    }
    if !other_person(context, credit, &named, file) {
        return None;
    }
    let of_a_person =
        credit.agency.is_some() || credit.provider.is_some() || named.has_one_of(MAKER);
    let certain = of_a_person && file.credit_line.is_some();
    Some(if certain {
        Clash::Certain
    } else {
        Clash::Likely
    })
}

fn other_person(context: &Context<'_>, credit: &Credit, named: &Name, file: &Embedded) -> bool {
    let (Some(name), Some(creator)) = (credit.name, &file.creator) else {
        return false;
    };
    let name = context.slice(name);
    let (credited, makers) = (people(name), people(creator));
    let all = Name::of(&all_texts(file));
    let other =
        |person: &Name| !person.is_within(&all) && !makers.iter().any(|maker| person.may_be(maker));
    comparable(name, creator)
        && !credited.is_empty()
        && !makers.is_empty()
        && credited.iter().all(other)
        && !makers.iter().any(|maker| maker.is_within(named))
}

fn other_agency(context: &Context<'_>, credit: &Credit, named: &Name, file: &Embedded) -> bool {
    let Some(line) = &file.credit_line else {
        return false;
    };
    let all = all_texts(file);
    if named.has_one_of(GIVEN_AWAY) || Name::of(&all).has_one_of(GIVEN_AWAY) {
        return false;
    }
    let credited = agencies_in(context.slice(credit.range));
    let (seller, known) = (agencies_in(line), agencies_in(&all));
    let rivals = |a: &str, b: &str| RIVALS.contains(&(a, b)) || RIVALS.contains(&(b, a));
    let others = |a: &&str| seller.iter().all(|b| rivals(a, b));
    !credited.is_empty()
        && !seller.is_empty()
        && credited.iter().all(others)
        && !known.iter().any(|agency| credited.contains(agency))
}

fn all_texts(file: &Embedded) -> String {
    let texts = [&file.creator, &file.credit_line, &file.copyright_notice];
    let texts: Vec<&str> = texts.into_iter().flatten().map(String::as_str).collect();
    texts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Format, ReadOptions};
    use crate::mention::{Mentions, Vocabulary};
    use crate::source::Source;

    /// How a caption's credit and a file's creator, credit line and copyright notice clash.
    fn clash_of(credit: &str, [creator, line, notice]: [&str; 3]) -> Option<Clash> {
        let text = format!("![a](a.jpg)\n\nThe bridge.\n\n![b](b.jpg)\n\n{credit}\n");
        let source = Source::new("a.md", text);
        let article = Article::read(&source, Format::Markdown, &ReadOptions::default());
        let mentions = Mentions::recognise(&article, &Vocabulary::default());
        let field = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let file = Embedded {
            creator: field(creator),
            credit_line: field(line),
            copyright_notice: field(notice),
        };
        let context = Context {
            article: &article,
            mentions: &mentions,
        };
        let credit = mentions.credits_of(&article.photos[1]).next();
        clash(&context, credit.expect("the photo has a credit"), &file)
    }

    #[test]
    fn what_agencies_write_in_their_files_agrees_with_what_is_printed() {
        for (credit, file) in [
            ("(© Jane Roe/AFP)", ["JANE ROE", "AFP", "AFP or licensors"]),
            ("(© Jane Roe/AFP)", ["STF", "AFP", "AFP"]),
            ("(© Jane Roe/AFP)", ["JANE ROE / AFP", "", ""]),
            ("(© Jane Roe/AFP)", ["AFP PHOTO/JANE ROE", "AFP", ""]),
            (
                "Jane Roe/AFP via Getty Images",
                ["JANE ROE", "AFP via Getty Images", "2026 AFP"],
            ),
            (
                "(© Jane Roe/AFP)",
                ["Jane Roe", "Getty Images", "2026 Getty Images"],
            ),
            (
                "(© Jane Roe/Getty Images)",
                ["Roe, Jane", "Getty Images for The Brand", ""],
            ),
            (
                "(AP Photo/Jane Roe, File)",
                [
                    "Jane Roe",
                    "ASSOCIATED PRESS",
                    "Copyright 2026 The Associated Press. All rights reserved",
                ],
            ),
            ("(Lei Wang/Xinhua via AP)", ["Wang Lei", "AP", "Xinhua"]),
            ("(© Lei Wang/Xinhua)", ["STR", "AP", ""]),
            ("(Jane Roe/Pool via AP)", ["JANE ROE", "Pool Reuters", ""]),
            (
                "REUTERS/Jane Roe",
                ["JANE ROE", "REUTERS", "Thomson Reuters"],
            ),
            ("REUTERS/Jane Roe/File Photo", ["Stringer", "REUTERS", ""]),
            ("Handout via REUTERS", ["U.S. Navy", "AP", ""]),
            (
                "(© Jane Roe/picture alliance)",
                ["Jane Roe", "picture alliance / dpa", ""],
            ),
            ("(© dpa)", ["Jane Roe", "picture alliance", ""]),
            ("(© EPA-EFE/JANE ROE)", ["JANE ROE", "EPA", "EPA"]),
            (
                "(State Dept./D.A. Roe)",
                ["State Department photo by D.A. Roe/Public Domain", "", ""],
            ),
            ("(Courtesy of Jane Roe)", ["John Doe", "", ""]),
            ("Illustration by Jane Roe", ["John Doe", "", ""]),
            ("Photo by Jane Roe", ["Picasa", "", "2026"]),
            ("Photo by Jane Roe", ["Canon EOS 5D Mark IV", "", ""]),
            ("Photo by Jane Roe", ["The Daily Desk", "", ""]),
            ("Photo by Jane Roe", ["", "Jane Roe", ""]),
            ("Photo by Jane Roe and John Doe", ["John Doe", "", ""]),
            ("Photo: Mohammed Salem", ["Muhammad Salim", "", ""]),
            ("(© رويترز)", ["STR", "REUTERS", ""]),
            ("(© محمد أحمد/أ ف ب)", ["MOHAMMED AHMED", "AFP", ""]),
            ("تصوير: محمد أحمد", ["المكتب الإعلامي", "", ""]),
            ("تصوير: محمد أحمد", ["Mona Khalil", "", ""]),
        ] {
            assert_eq!(clash_of(credit, file), None, "{credit} {file:?}");
        }
    }

    #[test]
    fn another_person_and_a_rival_agency_clash() {
        for (credit, file) in [
            ("(© Jane Roe/AFP)", ["JOHN DOE", "AFP", ""]),
            ("(© Jane Roe/AFP)", ["Jane Roe", "REUTERS", ""]),
            ("(AP Photo/Jane Roe)", ["John Doe", "AP", ""]),
            ("REUTERS/Jane Roe", ["Doe, John", "REUTERS", ""]),
            ("(© Reuters)", ["STF", "AFP", "2026 AFP"]),
            ("(© Jane Roe/AP)", ["", "Getty Images", ""]),
            ("Photo by Jane Roe", ["John Doe", "The Daily Desk", ""]),
            ("(© أ ف ب)", ["STR", "REUTERS", ""]),
            ("تصوير: محمد أحمد", ["علي سالم", "رويترز", ""]),
        ] {
            assert_eq!(
                clash_of(credit, file),
                Some(Clash::Certain),
                "{credit} {file:?}"
            );
        }
        for (credit, file) in [
            // An organisation may have a name like a person's.
            ("(© Al Jazeera)", ["John Doe", "AFP", ""]),
            ("Photo: Jane Roe", ["John Doe", "AFP", ""]),
            // A camera may have another owner.
            ("(© Jane Roe/AFP)", ["John Doe", "", "John Doe"]),
        ] {
            assert_eq!(
                clash_of(credit, file),
                Some(Clash::Likely),
                "{credit} {file:?}"
            );
        }
    }
}
