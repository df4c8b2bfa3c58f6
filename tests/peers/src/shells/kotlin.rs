//! Kotlin on a Java virtual machine, built with Maven; libraries are reached through JNA.

use std::ffi::OsString;
use std::process::Command;

use super::make::{Made, finished, sources};
use super::shell::Shell;

/// Compiles the bench with the generated code.
///
/// # Errors
/// Maven's words. The inner one: no Maven, no Java.
pub(super) fn prepare(made: &Made) -> Result<Result<Shell, String>, String> {
    for (tool, argument) in [("mvn", "--version"), ("java", "-version")] {
        if finished(Command::new(tool).arg(argument), tool).is_err() {
            return Ok(Err(format!("no {tool}")));
        }
    }
    let built = made.folder.join("kotlin");
    let define = |name: &str, path: std::path::PathBuf| {
        let mut word = OsString::from(format!("-D{name}="));
        word.push(path);
        word
    };
    let mut maven = Command::new("mvn");
    maven.args(["-B", "-ntp", "-q", "-Dstyle.color=never", "-Dkotlin.compiler.daemon=false", "-f"]);
    maven.arg(sources("kotlin").join("pom.xml"));
    maven.arg(define("built", built.clone()));
    maven.arg(define("generated", made.folder.join("ours/kotlin")));
    maven.arg(define("bare", made.folder.join("bare/kotlin")));
    maven.arg("compile").env("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    finished(&mut maven, "mvn")?;
    let classpath = std::fs::read_to_string(built.join("classpath")).map_err(|error| format!("classpath: {error}"))?;
    let mut classes = built.join("classes").into_os_string();
    classes.push(":");
    classes.push(classpath.trim());
    Ok(Ok(Shell {
        language: "Kotlin",
        words: vec![
            "java".into(),
            define("jna.library.path", made.libraries()),
            "-cp".into(),
            classes,
            "BenchKt".into(),
        ],
        environment: Vec::new(),
        linked: false,
    }))
}
