//! `cargo phone`: builds the library as an app carries it, with one set of flags for every system.
//!
//! Only in this form does cargo optimise over all crates: beside an rlib it leaves that out, and the library is half as large again.
//! For this machine it is what `cargo verify --only size` weighs; Android's and iOS' builds call it with their targets. Those two need
//! the toolchains of Google and Apple and were never run by those who wrote them.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::meter::{Board, Meter};
use crate::runner::{Ended, Step};
use crate::site::Site;

/// Parts of SQLite that nothing here asks for.
const SQLITE: &str = "-USQLITE_ENABLE_FTS3 -USQLITE_ENABLE_FTS3_PARENTHESIS -USQLITE_ENABLE_FTS5 -USQLITE_ENABLE_RTREE \
    -USQLITE_ENABLE_STAT4 -USQLITE_ENABLE_DBSTAT_VTAB -USQLITE_SOUNDEX -USQLITE_ENABLE_LOAD_EXTENSION \
    -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_OMIT_JSON -DSQLITE_OMIT_DEPRECATED";

/// C code is never unwound through. Of zstd, the one way to compress that lines take (level 4 with a dictionary: the same bytes as with
/// all of them; saved copies grow by 3 %). Of aws-lc, nothing for processors that Android's x86-64 does not promise.
const C_FLAGS: &str = "-Oz -fno-asynchronous-unwind-tables -fno-unwind-tables -DMY_ASSEMBLER_IS_TOO_OLD_FOR_ADX_AVX2 \
    -DDYNAMIC_BMI2=0 -DHUF_FORCE_DECOMPRESS_X1 -DZSTD_FORCE_DECOMPRESS_SEQUENCES_SHORT -DZSTD_NO_INLINE \
    -DZSTD_STRIP_ERROR_STRINGS -DZSTD_EXCLUDE_LAZY_BLOCK_COMPRESSOR -DZSTD_EXCLUDE_LAZY2_BLOCK_COMPRESSOR \
    -DZSTD_EXCLUDE_BTLAZY2_BLOCK_COMPRESSOR -DZSTD_EXCLUDE_BTOPT_BLOCK_COMPRESSOR -DZSTD_EXCLUDE_BTULTRA_BLOCK_COMPRESSOR";

/// The oldest Android that the app runs on; its linker knows Android's own packed relocations, not yet those of everybody else.
const ANDROID_API: u32 = 26;

/// What a target gives, and its name for a processor in an app for Android.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Here,
    Android(&'static str),
    Apple,
}

/// The library for one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Library {
    /// `None` is this machine.
    target: Option<String>,
    system: System,
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, a missing toolchain, the compiler's words.
pub(crate) fn run(args: &[String]) -> Result<ExitCode, String> {
    let libraries = parse(args)?;
    let site = Site::find()?;
    std::fs::create_dir_all(site.logs()).map_err(|error| format!("{}: {error}", site.logs().display()))?;
    let log = site.logs().join("phone.log");
    let board = Board::new();
    for library in libraries {
        let mut meter = Meter::start(&board, "phone");
        let made = library
            .step(&site)
            .and_then(|step| step.limit_minutes(40).or_folder(&site.root).run(&log, &mut || meter.tick()))
            .and_then(Ended::good);
        meter.stop(None);
        made?;
        let path = library.place(&site)?;
        println!("{:>9}  {}", bytes(&path)?, site.show(&path));
    }
    Ok(ExitCode::SUCCESS)
}

/// The libraries asked for by `TARGET…`; none is this machine's.
fn parse(args: &[String]) -> Result<Vec<Library>, String> {
    if args.is_empty() {
        return Ok(vec![Library::here()]);
    }
    args.iter()
        .map(|target| {
            let system = match target.as_str() {
                "aarch64-linux-android" => System::Android("arm64-v8a"),
                "armv7-linux-androideabi" => System::Android("armeabi-v7a"),
                "x86_64-linux-android" => System::Android("x86_64"),
                "aarch64-apple-ios" | "aarch64-apple-ios-sim" | "x86_64-apple-ios" => System::Apple,
                other => return Err(format!("phone knows three targets of Android and three of iOS, not `{other}`")),
            };
            Ok(Library { target: Some(target.clone()), system })
        })
        .collect()
}

impl Library {
    /// That of this machine.
    pub(crate) fn here() -> Self {
        Self { target: None, system: System::Here }
    }

    /// How it is built.
    ///
    /// # Errors
    /// When Android's toolchain is not where `ANDROID_NDK_HOME` says.
    pub(crate) fn step(&self, site: &Site) -> Result<Step, String> {
        let kind = if self.system == System::Apple { "staticlib" } else { "cdylib" };
        let build = Step::cargo().args(["rustc", "--quiet", "--profile", "phone", "-p", "app4g-bindings", "--lib"]);
        let build = build.args(self.target.iter().flat_map(|target| ["--target".to_owned(), target.clone()]));
        let build = build.args(["--crate-type", kind, "--"]).args(self.linking().iter().copied());
        let build = build.env("LIBSQLITE3_FLAGS", SQLITE).env("CFLAGS", C_FLAGS);
        let flags = nameless(&site.root, &cargo_home()).into_iter().chain(self.unwinding().map(str::to_owned));
        let build = build.env("CARGO_ENCODED_RUSTFLAGS", flags.collect::<Vec<_>>().join("\u{1f}"));
        match (&self.target, self.system) {
            (Some(target), System::Android(_)) => {
                let ndk =
                    std::env::var_os("ANDROID_NDK_HOME").ok_or("ANDROID_NDK_HOME does not say where the NDK is")?;
                Ok(compilers(target, Path::new(&ndk))
                    .into_iter()
                    .fold(build, |build, (name, tool)| build.env(&name, tool)))
            }
            // The oldest iOS that the app runs on, as in `ios/project.yml`.
            (_, System::Apple) => Ok(build.env("IPHONEOS_DEPLOYMENT_TARGET", "17.0")),
            _ => Ok(build),
        }
    }

    /// A frame pointer says where the caller's frame is, for which the tables to unwind else need a step after every push: they are
    /// a third smaller by it. 32-bit ARM has tables of another kind.
    fn unwinding(&self) -> Option<&'static str> {
        (self.system != System::Android("armeabi-v7a")).then_some("-Cforce-frame-pointers=yes")
    }

    /// Relocations packed, functions that are alike kept once; on Android pages of 16 KB.
    fn linking(&self) -> &'static [&'static str] {
        match self.system {
            System::Here => &["-Clink-arg=-Wl,-z,pack-relative-relocs", "-Clink-arg=-Wl,--icf=all"],
            System::Android(_) => &[
                "-Clink-arg=-Wl,--pack-dyn-relocs=android",
                "-Clink-arg=-Wl,--icf=all",
                "-Clink-arg=-Wl,-z,max-page-size=16384",
            ],
            System::Apple => &[],
        }
    }

    /// Where it lies when it was built; for Android it is copied to where Gradle looks.
    ///
    /// # Errors
    /// When it cannot be copied.
    pub(crate) fn place(&self, site: &Site) -> Result<PathBuf, String> {
        let name = match self.system {
            System::Here => format!("{DLL_PREFIX}app4g_bindings{DLL_SUFFIX}"),
            System::Android(_) => "libapp4g_bindings.so".to_owned(),
            System::Apple => "libapp4g_bindings.a".to_owned(),
        };
        let folder = self.target.iter().fold(site.target.clone(), |folder, target| folder.join(target));
        let built = folder.join("phone").join(&name);
        let System::Android(processor) = self.system else { return Ok(built) };
        let folder = site.target.join("generated/jniLibs").join(processor);
        let placed = folder.join(name);
        let copied = std::fs::create_dir_all(&folder).and_then(|()| std::fs::copy(&built, &placed));
        copied.map(|_| placed).map_err(|error| format!("{}: {error}", built.display()))
    }
}

/// How large a file is.
///
/// # Errors
/// When it is not there.
pub(crate) fn bytes(path: &Path) -> Result<u64, String> {
    std::fs::metadata(path).map(|found| found.len()).map_err(|error| format!("{}: {error}", path.display()))
}

/// Flags that keep this machine's folders out of the library: messages of panics name source files.
fn nameless(root: &Path, cargo: &Path) -> [String; 2] {
    let forget = |folder: &Path, name: &str| format!("--remap-path-prefix={}={name}", folder.display());
    [forget(&cargo.join("registry/src"), "crates"), forget(root, "app4g")]
}

fn cargo_home() -> PathBuf {
    let home = || std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo"));
    std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home).unwrap_or_default()
}

/// The NDK's compiler, archiver and linker for `target`, by the names under which cargo and `cc` look for them.
fn compilers(target: &str, ndk: &Path) -> Vec<(String, String)> {
    let machine = if cfg!(target_os = "macos") { "darwin-x86_64" } else { "linux-x86_64" };
    let tools = ndk.join("toolchains/llvm/prebuilt").join(machine).join("bin");
    let clang = target.replace("armv7-", "armv7a-");
    let clang = tools.join(format!("{clang}{ANDROID_API}-clang")).display().to_string();
    let word = target.replace('-', "_");
    vec![
        (format!("CARGO_TARGET_{}_LINKER", word.to_uppercase()), clang.clone()),
        (format!("CC_{word}"), clang),
        (format!("AR_{word}"), tools.join("llvm-ar").display().to_string()),
    ]
}

#[cfg(test)]
mod tests;
