//! Kotlin, Swift and Python from the metadata in the library, as `bindings/uniffi.toml` says.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate as run};

/// Kotlin for the app imports what only Android has, so tests on a Java virtual machine get one of their own.
const ANDROID: &str = "bindings/uniffi-android.toml";

/// Writes `kotlin`, `kotlin-android`, `swift` and `python` below `folder`; what was there of an older library is removed first.
///
/// # Errors
/// The generator's words: no metadata (a stripped library), a file that cannot be written.
pub(crate) fn generate(library: &str, folder: &str) -> Result<(), String> {
    let languages = [
        ("kotlin", TargetLanguage::Kotlin, None),
        ("kotlin-android", TargetLanguage::Kotlin, Some(ANDROID)),
        ("swift", TargetLanguage::Swift, None),
        ("python", TargetLanguage::Python, None),
    ];
    for (name, language, config) in languages {
        let out = Path::new(folder).join(name);
        if out.exists() {
            fs::remove_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
        }
        let out = out.to_str().ok_or("a folder whose name is no text")?;
        let options = GenerateOptions {
            languages: vec![language],
            source: library.into(),
            out_dir: out.into(),
            config_override: config.map(Into::into),
            ..GenerateOptions::default()
        };
        run(options).map_err(|error| format!("{name}: {error:#}"))?;
    }
    // Swift's package manager looks for this name; two frameworks with the generated one would collide.
    let swift = Path::new(folder).join("swift");
    let map = module_map(&swift).map_err(|error| format!("{}: {error}", swift.display()))?;
    fs::rename(&map, swift.join("module.modulemap")).map_err(|error| format!("{}: {error}", map.display()))
}

/// The one `.modulemap` in `folder`: its name follows the library's.
fn module_map(folder: &Path) -> std::io::Result<PathBuf> {
    let files = fs::read_dir(folder)?.flatten().map(|file| file.path());
    files
        .into_iter()
        .find(|path| path.extension().is_some_and(|end| end == "modulemap"))
        .ok_or(ErrorKind::NotFound.into())
}
