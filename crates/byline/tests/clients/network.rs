//! A network in which nobody but the sandbox answers.
//!
//! It is a network namespace with nothing but loopback, so the sandbox can have port 443 and no client gets out; and a
//! mount namespace in which `/etc/hosts` leads the names of the registry there. Root makes them as they are; others are
//! root in a user namespace of their own, where the kernel lets them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::text;
use crate::table::Client;

/// Names the file in which the inner run of a test notes what its client did.
const NOTES: &str = "BYLINE_CLIENT_NOTES";
/// Names under a registry's own that lead to the sandbox too.
pub const APIS: [&str; 2] = ["pub", "api"];
/// After so many seconds a scenario is ended, and failed.
const PATIENCE: &str = "600";

/// Where to note what is done: only within a network of this module.
pub fn notes() -> Option<PathBuf> {
    std::env::var_os(NOTES).map(PathBuf::from)
}

/// A way to make such networks.
pub struct Network {
    as_whom: &'static [&'static str],
}

impl Network {
    /// What this machine allows.
    pub fn find() -> Result<Self, String> {
        let hosts = tempfile::NamedTempFile::new().expect("a file");
        let mut said = String::new();
        for as_whom in [&[][..], &["--map-root-user"][..]] {
            let network = Network { as_whom };
            match network.command(hosts.path(), Path::new("true")).output() {
                Ok(output) if output.status.success() => return Ok(network),
                Ok(output) => said += &text(&output.stderr),
                Err(error) => said += &error.to_string(),
            }
        }
        Err(format!(
            "this machine makes no network namespaces (they need root, or unprivileged user namespaces: \
             kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0, in a container \
             --cap-add SYS_ADMIN --cap-add NET_ADMIN): {}",
            said.trim()
        ))
    }

    /// A program in a new network.
    fn command(&self, hosts: &Path, program: &Path) -> Command {
        let mut command = Command::new("timeout");
        command.args(["--kill-after=5", PATIENCE, "unshare", "--net", "--mount"]).args(self.as_whom);
        command.args(["--", "sh", "-ec", r#"ip link set lo up; mount --bind "$0" /etc/hosts; exec "$@""#]);
        command.arg(hosts).arg(program).env("PATH", search_path());
        command
    }

    /// Runs this very test again, in a network of its own. Returns what its client did.
    pub fn run_this_test(&self, client: &Client) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        let (hosts, notes) = (folder.path().join("hosts"), folder.path().join("notes"));
        std::fs::write(&hosts, names(client)).expect("a file");
        let mut command = self.command(&hosts, &std::env::current_exe().expect("this program"));
        command.args(["--exact", &format!("table::{}", client.test), "--nocapture"]).env(NOTES, &notes);
        let Output { status, stdout, stderr } = command.output().expect("it starts");
        assert!(status.success(), "{status}\n{}\n{}", text(&stdout), text(&stderr));
        let did = std::fs::read_to_string(&notes).expect("what the client did");
        assert!(!did.is_empty(), "{} did nothing", client.name);
        did.lines().map(str::to_owned).collect()
    }
}

/// With the folders of programs that are root's: `ip` is there, and Apache.
pub fn search_path() -> OsString {
    let path = std::env::var_os("PATH").expect("there is a path");
    let roots = ["/usr/sbin", "/sbin"].map(PathBuf::from);
    std::env::join_paths(std::env::split_paths(&path).chain(roots)).expect("it was one")
}

/// What `/etc/hosts` says there.
fn names(client: &Client) -> String {
    let apis = APIS.map(|api| format!("{api}.{}", client.registry));
    format!("127.0.0.1 localhost\n127.0.0.1 {} {}\n", client.registry, apis.join(" "))
}
