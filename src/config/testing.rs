//! A small registry for tests, and files in memory.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use jiff::civil::{Date, date};

use super::error::ConfigError;
use super::extend::Library;
use super::file::{Config, Surroundings, load};
use super::layer::Profile;
use super::style::Style;
use crate::check::{
    Check, CheckDef, ExampleDef, ExampleOption, OptionError, OptionKind, OptionSpec, OptionValue,
    RuleInstance,
};
use crate::source::Source;

fn compile(_: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    unreachable!("configurations are read without compiling")
}

const fn option(name: &'static str, kind: OptionKind) -> OptionSpec {
    OptionSpec { name, kind }
}

type Read = Vec<ExampleOption>;

fn read_percent(text: &str) -> Result<Read, String> {
    let form = |form: &str| {
        Ok(vec![(
            "percent/form",
            "form",
            OptionValue::Text(form.to_owned()),
        )])
    };
    match text {
        "25%" | "25٪" => form("sign"),
        "25 %" => Ok(vec![
            ("percent/form", "form", OptionValue::Text("sign".to_owned())),
            ("percent/form", "sign", OptionValue::Text("%".to_owned())),
            ("percent/taste", "sign", OptionValue::Text("%".to_owned())),
        ]),
        "25 في المئة" => form("word"),
        "ambiguous" => Err("this can be read two ways: as `a`, and as `b`".to_owned()),
        _ => Err(format!("no percentage is found in `{text}`")),
    }
}

static PERCENT: CheckDef = CheckDef {
    name: "percent-form",
    options: &[
        option("form", OptionKind::OneOf(&["sign", "word"])),
        option("sign", OptionKind::Text),
    ],
    compile,
    example: Some(ExampleDef {
        key: "percent",
        read: read_percent,
    }),
};

static PHOTO: CheckDef = CheckDef {
    name: "photo",
    options: &[
        option("require", OptionKind::OneOf(&["image", "article"])),
        option("own", OptionKind::Texts),
    ],
    compile,
    example: None,
};

static AGENCY: CheckDef = CheckDef {
    name: "agency",
    options: &[
        option("agencies", OptionKind::Texts),
        option("own", OptionKind::Texts),
        option("strict", OptionKind::Flag),
        option("limit", OptionKind::Integer(1, 9)),
    ],
    compile,
    example: None,
};

static CHECKS: &[&CheckDef] = &[&AGENCY, &PERCENT, &PHOTO];

const BASE: &str = r#"
[style]
name = "base"

[[rule]]
id = "percent/form"
check = "percent-form"
level = "hint"
configured-level = "warning"

[[rule]]
id = "percent/grammar"
check = "percent-form"
level = "warning"
lang = ["ar"]
blocks = ["body"]

[[rule]]
id = "percent/taste"
check = "percent-form"
level = "off"
configured-level = "warning"

[[rule]]
id = "photo-credit/missing"
check = "photo"
level = "warning"
require = "image"

[[rule]]
id = "photo-credit/agency"
check = "agency"
level = "off"
configured-level = "warning"
"#;

fn style(name: &str) -> Option<Style> {
    let text = match name {
        "ar" => {
            "[style]\nname = \"ar\"\n[[rule]]\nid = \"ar/hamza\"\ncheck = \"photo\"\nlevel = \"warning\"\nlang = [\"ar\"]\n"
        }
        "house" => {
            "[style]\nname = \"house\"\nextends = [\"ar\"]\n[[rule]]\nid = \"percent/form\"\nform = \"word\"\n"
        }
        _ => return None,
    };
    let base = Style::parse(&Source::new("base", BASE), CHECKS).unwrap();
    Some(Style::parse_over(&Source::new(name, text), CHECKS, &base.rules).unwrap())
}

pub(super) fn library() -> Library {
    Library {
        checks: CHECKS.to_vec(),
        base: Style::parse(&Source::new("base", BASE), CHECKS)
            .unwrap()
            .rules,
        names: vec!["ar", "house"],
        style,
    }
}

/// The day of the tests.
pub(super) const TODAY: Date = date(2026, 11, 23);

/// Calls `with` in a project `/p` of these files (their paths relative to it).
pub(super) fn project<T>(files: &[(&str, &str)], with: impl FnOnce(&Surroundings<'_>) -> T) -> T {
    let files: BTreeMap<_, _> = files
        .iter()
        .map(|(path, text)| (Path::new("/p").join(path), (*text).to_owned()))
        .collect();
    let read = |path: &Path| {
        let missing = || io::Error::new(io::ErrorKind::NotFound, "missing");
        files.get(path).cloned().ok_or_else(missing)
    };
    let name = |path: &Path| {
        let path = path.strip_prefix("/p").unwrap_or(path);
        path.to_string_lossy().into_owned()
    };
    with(&Surroundings {
        read: &read,
        name: &name,
        today: TODAY,
        library: &library(),
    })
}

/// Reads `/p/tarqim.toml` beside other files.
pub(super) fn read_with(config: &str, files: &[(&str, &str)]) -> Result<Config, Vec<String>> {
    let mut all = vec![("tarqim.toml", config)];
    all.extend(files);
    project(&all, |around| load(Path::new("/p/tarqim.toml"), around))
        .map_err(|errors| errors.iter().map(ConfigError::to_string).collect())
}

pub(super) fn read(config: &str) -> Config {
    read_with(config, &[]).unwrap_or_else(|errors| panic!("{}", errors.join("\n")))
}

/// What is wrong with a configuration.
pub(super) fn errors(config: &str) -> Vec<String> {
    read_with(config, &[]).err().unwrap_or_default()
}

/// What holds for a file of the project.
pub(super) fn profile(config: &Config, path: &str) -> Profile {
    config.profile(&config.matching(&Path::new("/p").join(path)))
}

/// A rule's level for a file of the project; `off` where it is off or unknown.
pub(super) fn level(config: &Config, path: &str, rule: &str) -> &'static str {
    profile(config, path)
        .state(rule)
        .and_then(|state| state.level.value)
        .map_or("off", crate::finding::Level::name)
}

/// A rule's option for a file of the project.
pub(super) fn option_of(
    config: &Config,
    path: &str,
    rule: &str,
    name: &str,
) -> Option<OptionValue> {
    let profile = profile(config, path);
    let active = profile.state(rule)?.active()?;
    active.options.get(name).cloned()
}
