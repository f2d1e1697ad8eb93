//! What the README claims.

use std::fs;
use std::path::Path;
use std::process::Command;

use tarqim::checks::CHECKS;
use tarqim::cli::judge_example;
use tarqim::config::style::Style;
use tarqim::config::{Library, Surroundings, load};
use tarqim::source::Source;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The blocks of code of a language.
fn blocks(language: &str) -> Vec<String> {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    readme
        .split("\n```")
        .filter_map(|part| part.strip_prefix(&format!("{language}\n")))
        .map(|part| format!("{part}\n"))
        .collect()
}

#[test]
fn the_output_that_it_shows_is_what_the_program_prints() {
    let output = Command::new(env!("CARGO_BIN_EXE_tarqim"))
        .current_dir(root())
        .args(["check", "--lang", "en", "fixtures/articles/harbour.ar.md"])
        .env("COLUMNS", "96")
        .env_remove("FORCE_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap();
    // The direction marks at the ends of rows can't be seen, and would not survive an editor.
    let printed = String::from_utf8(output.stdout)
        .unwrap()
        .replace('\u{200F}', "");
    assert_eq!(blocks("text"), [printed]);
}

/// The blocks that are configurations, and the one that is a style.
fn configurations_and_style() -> (Vec<String>, String) {
    let (styles, configurations): (Vec<_>, Vec<_>) = blocks("toml")
        .into_iter()
        .partition(|block| block.contains("[[rule]]"));
    let [style] = <[String; 1]>::try_from(styles).unwrap();
    (configurations, style)
}

#[test]
fn its_configurations_can_be_read() {
    let (configurations, _) = configurations_and_style();
    let library = Library::built_in();
    let mut signs = Vec::new();
    for block in &configurations {
        let around = Surroundings {
            read: &|_| Ok(block.clone()),
            name: &|path| path.display().to_string(),
            today: jiff::civil::date(2026, 1, 1),
            library: &library,
        };
        let config = load(Path::new("/desk/tarqim.toml"), &around).unwrap();
        let profile = config.profile(&config.matching(Path::new("/desk/en/a.md")));
        let rules = profile.rules();
        let percent = rules.iter().find(|rule| rule.rule.id == "percent/form");
        signs.extend(percent.unwrap().options.text("sign").map(str::to_owned));
    }
    assert_eq!(
        (configurations.len(), signs.as_slice()),
        (3, &["%".to_owned()][..])
    );
}

#[test]
fn its_style_holds_its_examples() {
    let (_, style) = configurations_and_style();
    let style = Style::parse(&Source::new("desk.toml", &style), CHECKS).unwrap();
    let rule = &style.rules[0];
    assert_eq!(judge_example(rule, &rule.bad[0], true).unwrap(), None);
    assert_eq!(judge_example(rule, &rule.good[0], false).unwrap(), None);
}
