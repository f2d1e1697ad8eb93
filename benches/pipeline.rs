//! MB/s of each stage, on articles from a deterministic generator: `cargo bench`.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tarqim::article::{Article, Format, ReadOptions};
use tarqim::config::builtin;
use tarqim::config::style::ActiveRule;
use tarqim::lint::Linter;
use tarqim::mention::Mentions;
use tarqim::source::Source;

/// A small linear congruential generator (the constants of MMIX), so that every run reads the same.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most
    }
}

const ARABIC: [&str; 8] = [
    "قال مدير المرفأ إن حركة السفن ارتفعت بنسبة {n}٪ خلال الربع الأول من العام.",
    "وأضاف «نعمل على توسيع الأرصفة قبل نهاية الصيف» في تصريح للصحفيين.",
    "وافتتح المجلس معرض الكتاب في {d} حزيران/يونيو 2021 بحضور ناشرين من المنطقة.",
    "وبلغ عدد الزوار نحو {n} ألف زائر، بزيادة قدرها 2.5 مليون عن العام الماضي.",
    "وتوقعت الهيئة أن يتحسن الطقس في الأيام المقبلة مع انحسار الرياح عن الساحل الشرقي.",
    "وأوضح التقرير أن الأسعار تراجعت في الأسواق المحلية بعد وصول شحنات جديدة من القمح.",
    "وكتبت الباحثة “لا بد من حماية الواحات” في مقدمة دراستها عن المياه الجوفية.",
    "ويبدأ التسجيل عند الساعة 10:30 صباحا ويستمر حتى يوم الخميس المقبل في جميع الفروع.",
];

const ENGLISH: [&str; 4] = [
    "The harbour's director said traffic rose {n}% in the first quarter of the year.",
    "“We'll widen the quays before the end of summer,” she told reporters on Monday.",
    "The council opened the book fair on June {d}, 2021, with publishers from the region.",
    "Some {n} visitors came, the authority said, after the wind had eased along the coast.",
];

/// Articles of about 4.5 KB, four in five Arabic, with front matter and a captioned photo.
fn articles(count: usize, format: Format) -> Vec<Source> {
    let mut random = Random(42);
    (0..count)
        .map(|i| {
            let sentences: &[&str] = if i % 5 == 4 { &ENGLISH } else { &ARABIC };
            let mut text = String::new();
            if format == Format::Markdown {
                writeln!(
                    text,
                    "---\ntitle: \"مقال رقم {i}\"\ndate: 2021-06-08\n---\n"
                )
                .unwrap();
                writeln!(
                    text,
                    "![صورة](images/{i}.jpg)\n\n*صورة المرفأ* (© Name/Agency)\n"
                )
                .unwrap();
            }
            while text.len() < 4500 {
                for _ in 0..=random.below(4) {
                    let sentence = sentences[random.below(sentences.len())];
                    let n = (random.below(900) + 10).to_string();
                    let d = (random.below(28) + 1).to_string();
                    text.push_str(&sentence.replace("{n}", &n).replace("{d}", &d));
                    text.push(' ');
                }
                text.push_str("\n\n");
            }
            Source::new(format!("{i}.md"), text)
        })
        .collect()
}

fn stages(criterion: &mut Criterion) {
    let linter = Linter::new(
        builtin::base()
            .rules
            .iter()
            .filter_map(ActiveRule::of)
            .collect(),
    )
    .expect("the built-in rules compile");
    for (name, format) in [("markdown", Format::Markdown), ("plain", Format::Plain)] {
        let sources = articles(200, format);
        let bytes: usize = sources.iter().map(|source| source.text().len()).sum();
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(bytes as u64));
        let read = |source| Article::read(source, format, &ReadOptions::default());
        group.bench_function("reading", |bencher| {
            bencher.iter(|| {
                sources
                    .iter()
                    .for_each(|source| drop(black_box(read(source))))
            });
        });
        let read_before: Vec<_> = sources
            .iter()
            .map(|source| (source, read(source)))
            .collect();
        group.bench_function("mentions", |bencher| {
            bencher.iter(|| {
                for (_, article) in &read_before {
                    black_box(Mentions::recognise(article, linter.vocabulary()));
                }
            });
        });
        let recognised: Vec<_> = read_before
            .iter()
            .map(|(source, article)| {
                (
                    *source,
                    article,
                    Mentions::recognise(article, linter.vocabulary()),
                )
            })
            .collect();
        group.bench_function("checks", |bencher| {
            bencher.iter(|| {
                for (source, article, mentions) in &recognised {
                    black_box(linter.judge(source, article, mentions));
                }
            });
        });
        group.bench_function("whole", |bencher| {
            bencher.iter(|| {
                for source in &sources {
                    black_box(linter.lint(source, format, &ReadOptions::default()));
                }
            });
        });
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
