//! What the tests need besides Rust, and how to get it.
//!
//! Debian packages are installed when we are root on a machine with apt; anyone else is told which are missing. What
//! comes from PyPI, npm, Maven Central and the Go module proxy is pinned in `needs/` and lands in `.cache/`, once per
//! version of those files. A need that cannot be met leaves its variable unset: tests that want it say that they are
//! skipped. On CI that fails the run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell::{cache, command, find_program, on_ci, root, run, succeeds};

/// Variables for the tests, by name.
pub type Environment = Vec<(&'static str, PathBuf)>;

/// Something that Debian packages bring.
struct System {
    what: &'static str,
    why: &'static str,
    packages: &'static [&'static str],
    /// Where it is, once it is there.
    probe: fn() -> Option<PathBuf>,
    /// The variable that tells tests where it is.
    variable: Option<&'static str>,
}

/// Where Debian puts the modules of Apache.
const APACHE_MODULES: &str = "/usr/lib/apache2/modules";

const SYSTEM: &[System] = &[
    System {
        what: "xmllint",
        why: "validates answers against the published schemas",
        packages: &["libxml2-utils"],
        probe: || find_program(&["xmllint"]),
        variable: None,
    },
    System {
        what: "Chromium",
        why: "walks through the pages",
        packages: &["chromium", "fonts-dejavu-core"],
        probe: || find_program(&["chromium", "chromium-browser", "google-chrome"]),
        variable: Some("BYLINE_CHROMIUM"),
    },
    System {
        what: "PostgreSQL",
        why: "the second store",
        packages: &["postgresql"],
        probe: postgresql,
        variable: Some("BYLINE_PG_BIN"),
    },
    System {
        what: "Python with venv",
        why: "runs published Python clients and a mail server",
        packages: &["python3", "python3-venv"],
        probe: python,
        variable: None,
    },
    System {
        what: "Apache with mod_auth_openidc",
        why: "the relying party of whole sites",
        packages: &["apache2-bin", "libapache2-mod-auth-openidc"],
        probe: || Some(PathBuf::from(APACHE_MODULES)).filter(|modules| modules.join("mod_auth_openidc.so").is_file()),
        variable: Some("BYLINE_APACHE_MODULES"),
    },
    System {
        what: "HAProxy",
        why: "stands in front of processes that restart",
        packages: &["haproxy"],
        probe: haproxy,
        variable: Some("BYLINE_HAPROXY"),
    },
    System {
        what: "ip, mount and unshare",
        why: "give each published client a network of its own",
        packages: &["iproute2", "mount", "util-linux"],
        probe: || find_program(&["ip"]).and(find_program(&["mount"])).and(find_program(&["unshare"])),
        variable: None,
    },
    System {
        what: "Node.js and npm",
        why: "runs published JavaScript clients",
        packages: &["nodejs", "npm"],
        probe: || find_program(&["npm"]).and_then(|_| find_program(&["node"])),
        variable: None,
    },
];

/// What the long tier needs besides.
const LONG: &[System] = &[
    System {
        what: "Java and Maven",
        why: "runs published Java clients",
        packages: &["default-jdk-headless", "maven"],
        probe: || find_program(&["mvn"]).and(find_program(&["keytool"])).and(find_program(&["java"])),
        variable: None,
    },
    System {
        what: "Go",
        why: "builds published Go clients",
        packages: &["golang-go"],
        probe: || find_program(&["go"]),
        variable: None,
    },
];

/// A variable, and how to fill the place that it names.
type Source = (&'static str, fn() -> Result<PathBuf>);

/// What other registries bring.
const PACKAGES: &[Source] = &[("BYLINE_VENV", python_packages), ("BYLINE_NODE_MODULES", node_packages)];
/// What they bring for the long tier besides.
const LONG_PACKAGES: &[Source] = &[("BYLINE_MAVEN", maven_projects), ("BYLINE_GO", go_programs)];

/// Gets what can be got. Returns the variables for the tests, and a line for each thing that is still missing.
pub fn provide(long: bool) -> (Environment, Vec<String>) {
    let system: Vec<&System> = SYSTEM.iter().chain(if long { LONG } else { &[] }).collect();
    install_packages(&system);
    let mut missing = Vec::new();
    let mut environment = Environment::new();
    for need in &system {
        match ((need.probe)(), need.variable) {
            (Some(place), Some(variable)) => environment.push((variable, place)),
            (Some(_), None) => {}
            (None, _) => {
                missing.push(format!("{} ({}): apt-get install {}", need.what, need.why, need.packages.join(" ")))
            }
        }
    }
    // Each registry has a wait of its own.
    let sources = PACKAGES.iter().chain(if long { LONG_PACKAGES } else { &[] });
    let mut provided: Vec<_> = std::thread::scope(|scope| {
        let waits: Vec<_> = sources.map(|(variable, get)| (*variable, scope.spawn(get))).collect();
        let got = |wait: std::thread::ScopedJoinHandle<'_, _>| wait.join().expect("installing does not panic");
        waits.into_iter().map(|(variable, wait)| (variable, got(wait).map(Some))).collect()
    });
    provided.push(("BYLINE_CORPUS", corpus()));
    for (variable, provided) in provided {
        match provided {
            Ok(Some(place)) => environment.push((variable, place)),
            Ok(None) => {}
            Err(error) => missing.push(format!("{variable}: {error:#}")),
        }
    }
    (environment, missing)
}

fn install_packages(system: &[&System]) {
    let wanted: Vec<&System> = system.iter().copied().filter(|need| (need.probe)().is_none()).collect();
    if wanted.is_empty() || find_program(&["apt-get"]).is_none() || !is_root() {
        return;
    }
    let packages: Vec<&str> = wanted.iter().flat_map(|need| need.packages.iter().copied()).collect();
    eprintln!("installing {}", packages.join(" "));
    let outcome = run(&mut command("apt-get update -qq")).and_then(|()| {
        let mut install = command("apt-get install -y -qq --no-install-recommends");
        run(install.args(&packages).env("DEBIAN_FRONTEND", "noninteractive").stdout(std::process::Stdio::null()))
    });
    // Without a network there is nothing to install; what is missing is listed afterwards.
    if let Err(error) = outcome {
        eprintln!("{error:#}");
    }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Debian keeps server programs out of the path, one folder per version; the newest is used.
fn postgresql() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))
        })
        .filter(|(_, bin)| bin.join("postgres").is_file())
        .collect();
    versions.sort();
    versions.pop().map(|(_, bin)| bin).or_else(|| Some(find_program(&["postgres"])?.parent()?.to_path_buf()))
}

/// Debian puts it where not every path leads.
fn haproxy() -> Option<PathBuf> {
    find_program(&["haproxy"]).or_else(|| Some(PathBuf::from("/usr/sbin/haproxy")).filter(|it| it.is_file()))
}

fn python() -> Option<PathBuf> {
    let python = find_program(&["python3"])?;
    succeeds(Command::new(&python).args(["-c", "import ensurepip, venv"])).then_some(python)
}

fn python_packages() -> Result<PathBuf> {
    let list = root().join("xtask/needs/requirements.txt");
    let folder = cache().join("venv");
    once_per_version(&folder, &[&list], || {
        let python = python().context("Python with venv is missing")?;
        run(Command::new(python).args(["-m", "venv"]).arg(&folder))?;
        run(Command::new(folder.join("bin/pip"))
            // The list is whole. What packages say of others is left aside: one of them asks for a version of another that
            // no Python since 3.7 can read.
            .args(["install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement"])
            .arg(&list))
    })?;
    Ok(folder)
}

fn node_packages() -> Result<PathBuf> {
    let needs = root().join("xtask/needs");
    let files = ["package.json", "package-lock.json", ".npmrc"].map(|name| needs.join(name));
    let folder = cache().join("npm");
    once_per_version(&folder, &files.each_ref().map(PathBuf::as_path), || {
        fs::create_dir_all(&folder)?;
        for file in &files {
            fs::copy(file, folder.join(file.file_name().expect("a named file")))?;
        }
        run(Command::new("npm").args(["ci", "--silent"]).current_dir(&folder))
    })?;
    Ok(folder.join("node_modules"))
}

/// Packages every project in `needs/maven/`, each in a folder of its own name.
fn maven_projects() -> Result<PathBuf> {
    let place = cache().join("maven");
    for project in fs::read_dir(root().join("xtask/needs/maven")).context("xtask/needs/maven")? {
        let project = project?.path();
        let folder = place.join(project.file_name().context("a project has a name")?);
        let files = files_under(&project)?;
        once_per_version(&folder, &files.iter().map(PathBuf::as_path).collect::<Vec<_>>(), || {
            for file in &files {
                let copy = folder.join(file.strip_prefix(&project)?);
                fs::create_dir_all(copy.parent().context("it lies in a folder")?)?;
                fs::copy(file, copy)?;
            }
            run(Command::new("mvn").args(["--quiet", "--batch-mode", "package"]).current_dir(&folder))
        })?;
    }
    Ok(place)
}

/// All files of a folder and those in it, in one order.
fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { files.extend(files_under(&path)?) } else { files.push(path) }
    }
    files.sort();
    Ok(files)
}

/// Builds every program of `needs/go.txt`, as its makers say that it is built.
fn go_programs() -> Result<PathBuf> {
    let list = root().join("xtask/needs/go.txt");
    let folder = cache().join("go");
    once_per_version(&folder, &[&list], || {
        for program in fs::read_to_string(&list)?.lines() {
            run(Command::new("go").args(["install", program]).env("GOBIN", folder.join("bin")))?;
        }
        Ok(())
    })?;
    Ok(folder)
}

/// The official samples and schemas, which are not ours to ship. Without them the tests that need them are skipped.
fn corpus() -> Result<Option<PathBuf>> {
    let place = std::env::var_os("BYLINE_CORPUS").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    if place.join("schema").is_dir() {
        return Ok(Some(place.canonicalize()?));
    }
    if on_ci() {
        bail!("no official samples and schemas at {}; set BYLINE_CORPUS", place.display());
    }
    eprintln!("no official samples and schemas at {}: tests that compare with them are skipped", place.display());
    Ok(None)
}

/// Runs `install` unless `folder` was filled from these very files before.
fn once_per_version(folder: &Path, files: &[&Path], install: impl FnOnce() -> Result<()>) -> Result<()> {
    let mut wanted = String::new();
    for file in files {
        wanted += &fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    }
    let stamp = folder.join(".installed-from");
    if fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    eprintln!("filling {}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    install()?;
    fs::write(&stamp, wanted)?;
    Ok(())
}
