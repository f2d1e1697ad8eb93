//! How right the findings on real articles are, against labels that a careful reader made.
//!
//! The articles and their labels stand beside the project, where they are at hand. The labels say
//! how they are meant: a finding and a label are matched one to one, by class and by overlap; an
//! `optional` label is neither a hit nor a false alarm; labels of one `group` are served by one
//! finding; `scope` names the lines that were read; a hint that no label knows is counted apart. A
//! class without any rule is passed over. To see the table, and each miss and false alarm:
//!
//! ```text
//! cargo test --test it real_articles_are_judged -- --nocapture
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use tarqim::article::{Format, LangHints};
use tarqim::finding::Level;
use tarqim::lint::Linter;
use tarqim::source::Source;

use crate::corpus::corpus;
use crate::properties::base;

/// What labels and rules are compared by.
const CLASSES: [&str; 8] = [
    "photo-credit",
    "quotes",
    "quote-style",
    "date-format",
    "digits",
    "percent",
    "punctuation",
    "unicode",
];

/// The least share of right findings, and of labels found, over all.
const PRECISION: f64 = 0.97;
const RECALL: f64 = 0.95;
/// The least share of either in a class of [`MANY`] labels or more.
const CLASS_SHARE: f64 = 0.90;
const MANY: usize = 10;

/// The class that a rule's findings are compared in; `None` where the labels do not speak of it.
fn class(rule: &str) -> Option<usize> {
    let name = match rule {
        "quotes/style" | "quotes/mixed-order" | "quotes/nesting" => "quote-style",
        _ if ["quotes/stop", "numeral/noun", "numeral/spell"]
            .iter()
            .any(|unlabelled| rule.starts_with(unlabelled)) =>
        {
            return None;
        }
        _ => match rule.split('/').next()? {
            "date" => "date-format",
            "numeral" => "digits",
            family => family,
        },
    };
    CLASSES.iter().position(|known| *known == name)
}

/// Line and column, both from 1; columns in Unicode scalar values.
type At = (u32, u32);

/// The labels of one article.
#[derive(Deserialize)]
struct Labels {
    article: String,
    scope: Option<Vec<(u32, u32)>>,
    finding: Vec<Label>,
}

/// What a careful reader found.
#[derive(Deserialize)]
struct Label {
    rule: String,
    #[serde(default)]
    also: Vec<String>,
    start_line: u32,
    start_col: u32,
    text: String,
    why: String,
    #[serde(default)]
    optional: bool,
    group: Option<String>,
    accept: Option<String>,
}

impl Label {
    fn start(&self) -> At {
        (self.start_line, self.start_col)
    }

    fn end(&self) -> At {
        let length = |text: &str| text.chars().count() as u32;
        match self.text.rsplit_once('\n') {
            Some((before, last)) => (
                self.start_line + 1 + before.matches('\n').count() as u32,
                length(last) + 1,
            ),
            None => (self.start_line, self.start_col + length(&self.text)),
        }
    }

    /// Whether a finding of a class is what is meant: a pair of marks in the other order is a
    /// matter of marks and of their style alike.
    fn is_of(&self, class: usize) -> bool {
        let quotes = |name: &str| name == "quotes" || name == "quote-style";
        let name = CLASSES[class];
        self.rule == name
            || self.also.iter().any(|also| also == name)
            || quotes(&self.rule) && quotes(name)
    }

    /// Whether a finding overlaps; an empty one counts where it lies in or at the edge.
    fn touches(&self, finding: &Found) -> bool {
        let (start, end) = (self.start(), self.end());
        if self.accept.as_deref() == Some("line") {
            return finding.start.0 <= start.0 && start.0 <= finding.end.0;
        }
        (finding.start < end && start < finding.end)
            || (finding.start == finding.end && start <= finding.start && finding.start <= end)
    }

    /// How far a finding is from the label: fewer equal ends, then lines, then columns.
    fn distance(&self, finding: &Found) -> (i32, u32, u32) {
        let start = self.start();
        let equal = i32::from(finding.start == start) + i32::from(finding.end == self.end());
        (
            -equal,
            finding.start.0.abs_diff(start.0),
            finding.start.1.abs_diff(start.1),
        )
    }
}

/// A finding of a class that the labels speak of.
struct Found {
    class: usize,
    start: At,
    end: At,
    level: Level,
    rule: String,
    line: String,
}

/// One line of the table.
#[derive(Clone, Default)]
struct Row {
    labels: usize,
    hits: usize,
    missed: usize,
    alarms: usize,
    hints: usize,
    repeated: usize,
    optional: usize,
}

impl Row {
    /// The share of findings that are right; `None` where there are none.
    fn precision(&self) -> Option<f64> {
        share(self.hits, self.hits + self.alarms)
    }

    /// The share of labels that are found; `None` where there are none.
    fn recall(&self) -> Option<f64> {
        share(self.hits, self.labels)
    }

    fn add(&mut self, other: &Self) {
        self.labels += other.labels;
        self.hits += other.hits;
        self.missed += other.missed;
        self.alarms += other.alarms;
        self.hints += other.hints;
        self.repeated += other.repeated;
        self.optional += other.optional;
    }

    fn line(&self, name: &str) -> String {
        let percent =
            |share: Option<f64>| share.map_or("-".to_owned(), |it| format!("{:.1}%", it * 100.0));
        format!(
            "{name:14}{:>6}{:>6}{:>6}{:>7}{:>7}{:>10}{:>10}{:>11}{:>9}",
            self.labels,
            self.hits,
            self.missed,
            self.alarms,
            self.hints,
            self.repeated,
            self.optional,
            percent(self.precision()),
            percent(self.recall()),
        )
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The table, and what is behind it.
#[derive(Default)]
struct Score {
    rows: [Row; CLASSES.len()],
    articles: usize,
    /// Clean articles, and those of them without a false alarm.
    clean: usize,
    silent: usize,
    /// Each miss, false alarm and hint, a line each.
    details: String,
}

impl Score {
    /// Compares one article's findings with its labels.
    fn add(&mut self, labels: &Labels, found: &[Found]) {
        let mut pairs: Vec<_> = found
            .iter()
            .enumerate()
            .flat_map(|(f, finding)| {
                labels
                    .finding
                    .iter()
                    .enumerate()
                    .filter(move |(_, label)| label.is_of(finding.class) && label.touches(finding))
                    .map(move |(l, label)| {
                        let other_class = label.rule != CLASSES[finding.class];
                        (label.optional, other_class, label.distance(finding), f, l)
                    })
            })
            .collect();
        pairs.sort_unstable();
        let mut label_of = BTreeMap::new();
        let mut served = BTreeSet::new();
        for &(.., finding, label) in &pairs {
            if !label_of.contains_key(&finding) && served.insert(label) {
                label_of.insert(finding, label);
            }
        }

        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut alone = Vec::new();
        for (index, label) in labels.finding.iter().enumerate() {
            match &label.group {
                _ if label.optional => {}
                Some(group) => groups.entry(group).or_default().push(index),
                None => alone.push(vec![index]),
            }
        }
        for group in groups.into_values().chain(alone) {
            let first = &labels.finding[group[0]];
            let hits = group.iter().filter(|label| served.contains(label)).count();
            let class = CLASSES.iter().position(|known| *known == first.rule);
            let row = &mut self.rows[class.expect("a label is of a known class")];
            row.labels += 1;
            row.repeated += hits.saturating_sub(1);
            if hits > 0 {
                row.hits += 1;
            } else {
                row.missed += 1;
                let what = format!("{:?}: {}", first.text, first.why);
                self.tell(&labels.article, "miss", first.start(), &first.rule, &what);
            }
        }

        let mut alarms = 0;
        for (index, finding) in found.iter().enumerate() {
            let row = &mut self.rows[finding.class];
            if let Some(label) = label_of.get(&index) {
                row.optional += usize::from(labels.finding[*label].optional);
            } else if pairs.iter().any(|&(.., f, _)| f == index) {
                row.repeated += 1;
            } else {
                let what = if finding.level == Level::Hint {
                    row.hints += 1;
                    "hint"
                } else {
                    row.alarms += 1;
                    alarms += 1;
                    "false alarm"
                };
                self.tell(
                    &labels.article,
                    what,
                    finding.start,
                    &finding.rule,
                    &finding.line,
                );
            }
        }
        self.articles += 1;
        if labels.finding.iter().all(|label| label.optional) {
            self.clean += 1;
            self.silent += usize::from(alarms == 0);
        }
    }

    fn tell(&mut self, article: &str, what: &str, at: At, rule: &str, text: &str) {
        writeln!(
            self.details,
            "{what}: {article}:{}:{} {rule} {text}",
            at.0, at.1
        )
        .unwrap();
    }

    /// The sum of the classes that `counted` says have rules.
    fn all(&self, counted: &BTreeSet<usize>) -> Row {
        let mut all = Row::default();
        for class in counted {
            all.add(&self.rows[*class]);
        }
        all
    }

    fn table(&self, counted: &BTreeSet<usize>) -> String {
        let mut out = format!(
            "{:14}{:>6}{:>6}{:>6}{:>7}{:>7}{:>10}{:>10}{:>11}{:>9}\n",
            "class",
            "labels",
            "hits",
            "miss",
            "false",
            "hints",
            "repeated",
            "optional",
            "precision",
            "recall"
        );
        for (class, row) in self.rows.iter().enumerate() {
            let name = CLASSES[class];
            if counted.contains(&class) {
                writeln!(out, "{}", row.line(name)).unwrap();
            } else {
                writeln!(out, "{name:14}passed over: there is no rule").unwrap();
            }
        }
        writeln!(out, "{}", self.all(counted).line("all")).unwrap();
        writeln!(
            out,
            "labelled articles: {}, clean: {}, clean and silent at warning and above: {}",
            self.articles, self.clean, self.silent
        )
        .unwrap();
        out
    }
}

/// The findings in an article that its labels can judge.
fn findings(linter: &Linter, path: &Path, labels: &Labels) -> Vec<Found> {
    let name = path.file_name().unwrap().to_str().unwrap();
    let source = Source::new(name, fs::read_to_string(path).unwrap());
    linter
        .lint(
            &source,
            Format::of_name(name),
            &LangHints::of_path(name, None).into(),
        )
        .iter()
        .filter_map(|finding| {
            let rule = linter.rule(finding.rule).rule.id.clone();
            let start = source.position(finding.span.start);
            let end = source.position(finding.span.end);
            let in_scope = labels.scope.as_ref().is_none_or(|scope| {
                scope
                    .iter()
                    .any(|(first, last)| (*first..=*last).contains(&start.line))
            });
            Some(Found {
                class: class(&rule).filter(|_| in_scope)?,
                start: (start.line, start.column),
                end: (end.line, end.column),
                level: finding.level,
                line: source.slice(source.line(start.line)).trim().to_owned(),
                rule,
            })
        })
        .collect()
}

/// Judges every labelled article of Markdown and plain text below a folder.
fn score(linter: &Linter, corpus: &Path) -> Score {
    let mut score = Score::default();
    let mut paths: Vec<_> = walkdir::WalkDir::new(corpus)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.to_str().unwrap().ends_with(".expected.toml"))
        .collect();
    paths.sort();
    for path in paths {
        let labels: Labels = toml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        if !(labels.article.ends_with(".md") || labels.article.ends_with(".txt")) {
            continue;
        }
        let found = findings(linter, &path.with_file_name(&labels.article), &labels);
        score.add(&labels, &found);
    }
    score
}

#[test]
#[expect(clippy::print_stdout, reason = "the table is what one runs it for")]
fn real_articles_are_judged_as_a_careful_reader_does() {
    let Some(corpus) = corpus() else { return };
    let linter = base();
    let rules = linter.rules().iter();
    let counted: BTreeSet<usize> = rules.filter_map(|rule| class(&rule.rule.id)).collect();
    let score = score(&linter, &corpus);
    let table = score.table(&counted);
    println!("{table}\n{}", score.details);

    let all = score.all(&counted);
    assert!(all.precision().unwrap() >= PRECISION, "{table}");
    assert!(all.recall().unwrap() >= RECALL, "{table}");
    for class in counted {
        let row = &score.rows[class];
        if row.labels >= MANY {
            for share in [row.precision(), row.recall()].into_iter().flatten() {
                assert!(share >= CLASS_SHARE, "{}:\n{table}", CLASSES[class]);
            }
        }
    }
    assert!(score.silent + 1 >= score.clean, "{table}");
}
