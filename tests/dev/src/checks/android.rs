//! The app for Android as far as it can be packed without its SDK: aapt2 links resources and manifest, Kotlin is compiled against
//! Android's classes with the `R` that came of it, D8 makes dex of the app's own classes, R8 shrinks them by the rules that ship.
//!
//! The framework to link against is Debian's, of API 29. What the manifest has that is newer ([`NEWER`]) is taken out before; anything
//! else that is unknown there fails. Libraries are given as classes to look things up in, not dexed: all of them take four minutes.
//! Shrunk are the app and JNA, into classes that `javap` can read. Sums of the logs are read by the sibling `rules`.

mod rules;

use std::path::{Path, PathBuf};

use super::kotlin::{FOLDER, classes, maven};
use super::{Job, Stop};
use crate::install;
use crate::report::Verdict;
use crate::runner::{Step, tail};

/// The module that compiles the app against Android's classes; it is built by the profile `android` only.
const MODULE: &str = "check/app";

/// The framework's resources, of API 29.
const FRAMEWORK: &str = "/usr/share/android-framework-res/framework-res.apk";

/// What the manifest has and API 29 does not know: the text it begins with, the text it ends with, since when there is such a thing.
const NEWER: [(&str, &str, u8); 2] = [("<queries>", "</queries>", 30), ("android:dataExtractionRules=\"", "\"", 31)];

/// A record of the generated Kotlin whose fields JNA finds by an annotation, which R8 would drop unasked.
const BY_ANNOTATION: (&str, &str) = ("vn.app4g.core.RustBuffer", "com.sun.jna.Structure$FieldOrder(");

/// What was linked.
struct Linked {
    /// Where `R.java` is.
    code: PathBuf,
    /// Keeps what the manifest names.
    keep: PathBuf,
    count: usize,
}

/// Links, compiles, makes dex, shrinks.
pub(super) fn app(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let module = job.site.root.join(FOLDER).join(MODULE);
    if !module.is_dir() {
        return Err(Stop::Lacking(format!("{FOLDER}/{MODULE} is not here")));
    }
    let linked = match link(job) {
        // Without aapt2 there is still what the compiler says, with the `R` that stands in.
        Err(Stop::Lacking(reason)) => Err(reason),
        other => Ok(other?),
    };
    let mut what = vec!["-Pandroid".to_owned(), "-pl".to_owned(), MODULE.to_owned(), "-am".to_owned()];
    what.extend(linked.as_ref().ok().map(|linked| format!("-Dapp.r={}", linked.code.display())));
    let output = maven(job, &what)?;
    let count = classes(&module.join("target/classes"));
    if count == 0 {
        return Err(Stop::Failed(format!("nothing was compiled\n{}", tail(&output, 30))));
    }
    let linked = linked.map_err(|reason| Stop::Lacking(format!("{count} classes compiled; {reason}")))?;
    let jars = rules::jars(&read(&module.join("target/classpath.txt"))?)?;
    let bytes = dex(job, &module, &jars)?;
    let renamed = shrink(job, &module, &jars, &linked)?;
    let size = rules::megabytes(bytes);
    Ok(Verdict::Passed(format!(
        "{count} classes, {size} dex, {} resources linked, {renamed} classes renamed",
        linked.count
    )))
}

/// Compiles all resources, also those that were generated, and links them with the manifest; every step anew.
fn link(job: &mut Job<'_>) -> Result<Linked, Stop> {
    install::android(job)?;
    if !Path::new(FRAMEWORK).is_file() {
        return Err(Stop::Lacking(format!(
            "{FRAMEWORK} is missing; as root on Debian: apt-get install android-framework-res"
        )));
    }
    let app = job.site.root.join(FOLDER).join("app");
    let generated = job.library()?.generated.join("android-res");
    let out = emptied(&job.site.logs().join("android"))?;
    let shown = |name: &str| out.join(name).display().to_string();
    let gradle = read(&app.join("build.gradle.kts"))?;
    let setting = |name: &str| rules::setting(&gradle, name);
    let (manifest, named) = rules::older(&read(&app.join("src/main/AndroidManifest.xml"))?, &NEWER)?;
    write(&out.join("AndroidManifest.xml"), &rules::of_package(&manifest, &setting("namespace")?)?)?;
    for (folder, zip) in [(app.join("src/main/res"), "app.zip"), (generated, "generated.zip")] {
        let step =
            Step::new("aapt2").args(["compile", "--dir"]).args([folder.display().to_string(), "-o".into(), shown(zip)]);
        job.run(step.limit_minutes(2))?.good()?;
    }
    let step = Step::new("aapt2").args(["link", "-I", FRAMEWORK, "--manifest"]).args([shown("AndroidManifest.xml")]);
    let step = step.args([
        "--min-sdk-version".into(),
        setting("minSdk")?,
        "--target-sdk-version".into(),
        setting("targetSdk")?,
    ]);
    let step = step.args(["--java".into(), shown("java"), "--proguard".into(), shown("manifest.pro")]);
    let step = step.args(["--output-text-symbols".into(), shown("R.txt"), "-o".into(), shown("app.apk")]);
    job.run(step.args([shown("app.zip"), shown("generated.zip")]).limit_minutes(2))?.good()?;
    let symbols = rules::symbols(&read(&out.join("R.txt"))?);
    if let Some(missing) = named.iter().find(|name| !symbols.contains(name.as_str())) {
        return Err(Stop::Failed(format!("the manifest names {missing}, which is no resource")));
    }
    Ok(Linked { code: out.join("java"), keep: out.join("manifest.pro"), count: symbols.len() })
}

/// Makes dex of the app's own classes, for the oldest Android it runs on; its bytes.
fn dex(job: &mut Job<'_>, module: &Path, jars: &rules::Jars) -> Result<u64, Stop> {
    let out = emptied(&module.join("target/dex"))?;
    let gradle = read(&job.site.root.join(FOLDER).join("app/build.gradle.kts"))?;
    let step = tool(jars, "D8")?.args(["--release", "--min-api"]).args([rules::setting(&gradle, "minSdk")?]);
    let step = step.args(jars.lookup()).args(["--classpath", &jars.jna, "--output", &out.display().to_string()]);
    let output = job.run(step.args([own(module)]).limit_minutes(8))?.good()?;
    rules::quiet(&output)?;
    let files = std::fs::read_dir(&out).into_iter().flatten().flatten();
    match files.filter_map(|entry| entry.metadata().ok()).map(|about| about.len()).sum() {
        0 => Err(Stop::Failed("D8 wrote no dex".into())),
        bytes => Ok(bytes),
    }
}

/// Shrinks app and JNA by the rules that ship and looks whether what only native code calls is as it was; how many classes of the
/// app have other names now.
fn shrink(job: &mut Job<'_>, module: &Path, jars: &rules::Jars, linked: &Linked) -> Result<usize, Stop> {
    let out = emptied(&module.join("target/r8"))?;
    let (map, shrunk) = (out.join("map.txt"), out.join("shrunk.jar").display().to_string());
    let android = job.site.root.join(FOLDER);
    let mut files = vec![android.join("core/consumer-rules.pro"), module.join("outside.pro"), linked.keep.clone()];
    files.extend(list(&android.join("check/aars/target/opened")).iter().map(|folder| folder.join("proguard.txt")));
    let files =
        files.iter().filter(|file| file.is_file()).flat_map(|file| ["--pg-conf".into(), file.display().to_string()]);
    let step = tool(jars, "R8")?.args(["--classfile", "--release"]).args(jars.lookup()).args(files);
    let step = step.args(["--pg-map-output", &map.display().to_string(), "--output", &shrunk]);
    let output = job.run(step.args([own(module), jars.jna.clone()]).limit_minutes(10))?.good()?;
    rules::quiet(&output)?;
    let core = list(&module.join("target/classes/vn/app4g/core"));
    let core = core
        .iter()
        .filter_map(|file| Some(format!("vn.app4g.core.{}", file.file_name()?.to_str()?.strip_suffix(".class")?)));
    let mut kept: Vec<String> = core.collect();
    kept.extend(rules::kept_by_manifest(&read(&linked.keep)?));
    kept.extend(
        ["vn.app4g.app.RefreshWorker", "com.sun.jna.Native", "com.sun.jna.CallbackReference"].map(str::to_owned),
    );
    let renamed = rules::judge(&read(&map)?, &kept)?;
    let (class, words) = BY_ANNOTATION;
    let seen = job.run(Step::new("javap").args(["-v", "-cp", &shrunk, class]).limit_minutes(1))?.good()?;
    if !seen.contains(words) {
        return Err(Stop::Failed(format!("R8 took {words}…) off {class}: JNA would not know its fields")));
    }
    Ok(renamed)
}

/// D8 or R8.
fn tool(jars: &rules::Jars, name: &str) -> Result<Step, Stop> {
    // Android's archive has no `java.lang`; the JDK has.
    let jdk =
        install::jdk_home().ok_or_else(|| Stop::Lacking("the JDK's folder cannot be found from `javac`".into()))?;
    let step = Step::new("java")
        .args(["-XX:+UseSerialGC", "-Xmx2g", "-cp", &jars.r8])
        .args([format!("com.android.tools.r8.{name}")]);
    Ok(step.args(["--lib", &jars.framework, "--lib", &jdk.display().to_string()]))
}

/// What Maven packed of shell, views, app and generated Kotlin.
fn own(module: &Path) -> String {
    module.join("target/check-app-0.jar").display().to_string()
}

/// `folder`, with nothing in it.
fn emptied(folder: &Path) -> Result<PathBuf, String> {
    let trouble = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.is_dir() {
        std::fs::remove_dir_all(folder).map_err(trouble)?;
    }
    std::fs::create_dir_all(folder).map_err(trouble)?;
    Ok(folder.to_path_buf())
}

fn list(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
