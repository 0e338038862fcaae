//! The versions that ran.

use std::fs;
use std::process::Command;

use crate::scenario::Needs;
use crate::support::{root, text};
use crate::table::{Client, Registry};

pub fn of(client: &Client, needs: &Needs) -> String {
    match client.from {
        Registry::PyPi => {
            let asked = format!("import importlib.metadata as it; print(it.version('{}'))", client.name);
            let output = Command::new(&needs.python).args(["-c", &asked]).output().expect("python starts");
            assert!(output.status.success(), "{}", text(&output.stderr));
            format!("PyPI {}", text(&output.stdout).trim())
        }
        Registry::Npm => {
            let package = fs::read_to_string(needs.modules.join(client.name).join("package.json")).expect("a package");
            let package: serde_json::Value = serde_json::from_str(&package).expect("JSON");
            format!("npm {}", package["version"].as_str().expect("a version"))
        }
        Registry::CratesIo => {
            let lock = fs::read_to_string(root().join("Cargo.lock")).expect("a lock file");
            let (_, after) =
                lock.split_once(&format!("name = \"{}\"\nversion = \"", client.name)).expect("it is locked");
            format!("crates.io {}", after.split('"').next().unwrap_or_default())
        }
        Registry::Maven => {
            let project = root().join("xtask/needs/maven").join(client.test).join("pom.xml");
            let project = fs::read_to_string(project).expect("a project");
            let (_, after) = project.split_once("<version>").expect("the first one is the client's");
            format!("Maven Central {}", after.split('<').next().unwrap_or_default())
        }
        Registry::Go => {
            let programs = fs::read_to_string(root().join("xtask/needs/go.txt")).expect("a list");
            let program = programs.lines().find(|it| it.contains(&format!("/{}/", client.name)));
            let (_, version) = program.and_then(|it| it.split_once('@')).expect("it is pinned");
            format!("Go {version}")
        }
        Registry::Debian => "Debian’s".to_owned(),
    }
}
