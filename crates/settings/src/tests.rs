//! A table with a row of each type, through everything that follows from rows.

use std::path::Path;
use std::process::Command;

use serde_json::{Value as Json, json};

use crate::*;

const RUN: Commands = Commands::one(0);
const LOOK: Commands = Commands::one(1);

words! {
    /// How loud.
    pub enum Volume: "quiet or loud" { Quiet = "quiet", Loud = "loud" }
}

settings! {
    /// One of each.
    pub struct Sample {
        /// Where things are
        place: Option<Folder> = unset("nowhere").commands(RUN.and(LOOK)).elsewhere(&[(LOOK, "Where to look")]);
        /// Where to listen
        listen: SocketAddress = default("127.0.0.1:1");
        /// How loud
        volume: Volume = default("quiet").heading("Noise");
        /// Whether it is dry
        dry: Switch = default("false");
        /// What opens doors
        key: Option<Secret>;
        /// Names of friends
        friends: Vec<Text> = default("Ada,Bo").each("friend");
        /// What rooms may take
        room: Room = called("");
        /// How fast things go
        speeds: SpeedRows = together("speed", "all");
        /// Those who are asked
        helpers: Tables<Helper> = each("helper");
        /// What nobody but the runner looks at
        hidden: Hidden = ignored_by(LOOK);
    }

    /// A room.
    pub struct Room {
        /// How large
        size: ByteSize = default("1KiB");
        /// How long
        time: Span = default("5m");
        /// How many
        seats: Option<Count> = called("chairs").unset("as many as fit");
        /// Its door
        door: DoorRows;
    }

    /// From, to.
    pub struct DoorRows => (usize, usize) {
        /// Where it begins
        from: Count = default("1");
        /// Where it ends
        to: Count = default("9");
    }

    /// Speeds.
    pub struct SpeedRows => [usize; 2] {
        /// Of carts
        cart: Count = default("1");
        /// Of boats
        boat: Count = default("2");
    }

    /// Somebody to ask.
    pub struct Helper {
        /// Who it is
        name: Text;
        /// What it is opened with
        secret: Option<Secret>;
        /// How long to wait
        wait: Span = default("2s");
        /// Where it is
        files: Vec<FilePath>;
    }

    /// Only looked at where it is used.
    pub struct Hidden {
        /// A number
        number: Count = default("4");
    }
}

impl DoorRows {
    fn checked(self) -> Result<(usize, usize), Complaint> {
        match (self.from.0, self.to.0) {
            (from, to) if from <= to => Ok((from, to)),
            _ => Err(Complaint::new([Self::NAMES.to, Self::NAMES.from], "it ends before it begins")),
        }
    }
}

impl SpeedRows {
    fn checked(self) -> Result<[usize; 2], Complaint> {
        Ok([self.cart.0, self.boat.0])
    }
}

#[derive(Debug, Clone)]
struct Running;

impl Scope for Running {
    type Rows = Sample;
    const COMMAND: Commands = RUN;
    const USUAL: Commands = RUN;
    const FILE: Option<&'static str> = Some("Settings file");
}

#[derive(Debug, Clone)]
struct Looking;

impl Scope for Looking {
    type Rows = Sample;
    const COMMAND: Commands = LOOK;
    const USUAL: Commands = RUN;
    const FILE: Option<&'static str> = Some("Settings file");
}

fn given<S: Scope>(arguments: &[&str]) -> Given<S> {
    use clap::{Args, FromArgMatches};
    let command = Given::<S>::augment_args(clap::Command::new("sample")).no_binary_name(true);
    Given::from_arg_matches(&command.get_matches_from(arguments)).unwrap()
}

const PATH: &str = "/etc/sample/sample.toml";

fn read(arguments: &[&str], file: &str) -> Result<Loaded<Sample>, Problems> {
    load_from(&given::<Running>(arguments), Some((Path::new(PATH), file)))
}

fn problems(arguments: &[&str], file: &str) -> Vec<String> {
    let told = read(arguments, file).unwrap_err().to_string();
    told.lines().map(|line| line.replace("/etc/sample/sample.toml", "sample.toml")).collect()
}

const FILE: &str = r#"
place = "there"
listen = "[::1]:80"
volume = "loud"
dry = true
key = "sesame"
friends = ["Cy", "Di, the other"]
[room]
size = "2MiB"
time = 90
seats = 3
door = { from = 2, to = 3 }
[speeds]
all = 7
boat = 8
[[helpers]]
name = "Eli"
secret = "xyzzy"
files = ["a", "/b"]
[[helpers]]
name = "Flo"
wait = "1m"
[hidden]
number = 5
"#;

/// What [`FILE`] says, but for its comma in a name.
const FLAGS: [&str; 16] = [
    "--place=there",
    "--listen=[::1]:80",
    "--volume=loud",
    "--dry",
    "--key=sesame",
    "--friend=Cy",
    "--friend=Di",
    "--size=2MiB",
    "--time=90",
    "--chairs=3",
    "--door-from=2",
    "--door-to=3",
    "--speed=all=7,boat=8",
    r#"--helper={ name = "Eli", secret = "xyzzy", files = ["a", "/b"] }"#,
    r#"--helper={ name = "Flo", wait = "1m" }"#,
    "--hidden-number=5",
];

const VARIABLES: [(&str, &str); 14] = [
    ("BYLINE_PLACE", "there"),
    ("BYLINE_LISTEN", "[::1]:80"),
    ("BYLINE_VOLUME", "loud"),
    ("BYLINE_DRY", "true"),
    ("BYLINE_KEY", "sesame"),
    ("BYLINE_FRIENDS", "Cy, Di"),
    ("BYLINE_SIZE", "2MiB"),
    ("BYLINE_TIME", "90"),
    ("BYLINE_CHAIRS", "3"),
    ("BYLINE_DOOR_FROM", "2"),
    ("BYLINE_DOOR_TO", "3"),
    ("BYLINE_SPEEDS", "all=7, boat=8"),
    ("BYLINE_HELPERS", r#"[{ name = "Eli", secret = "xyzzy", files = ["a", "/b"] }, { name = "Flo", wait = "1m" }]"#),
    ("BYLINE_HIDDEN_NUMBER", "5"),
];

/// Holds what was read to what all of these say.
fn is_all_of_it(loaded: &Loaded<Sample>, files: &[&str], by: impl Fn(&Origin) -> bool) {
    let Sample { place, listen, volume, dry, key, friends, room, speeds, helpers, hidden } = &loaded.settings;
    let seen = |path: &str| Path::new(files[0]).parent().unwrap_or(Path::new("")).join(path);
    assert_eq!(place.as_ref().unwrap().0, seen("there"));
    assert_eq!((listen.0.port(), *volume, dry.0), (80, Volume::Loud, true));
    assert_eq!((key.as_ref().unwrap().expose(), &*friends[0].0, friends.len()), ("sesame", "Cy", 2));
    assert_eq!(
        (room.size, room.time.0.as_secs(), room.seats, room.door),
        (ByteSize(2 << 20), 90, Some(Count(3)), (2, 3))
    );
    assert_eq!(*speeds, [7, 8]);
    let [eli, flo] = &helpers[..] else { panic!("{helpers:?}") };
    assert_eq!((&*eli.name.0, &*flo.name.0), ("Eli", "Flo"));
    assert_eq!((eli.wait.0.as_secs(), flo.wait.0.as_secs()), (2, 60));
    assert!(eli.secret.as_ref().is_some_and(|it| it.expose() == "xyzzy") && flo.secret.is_none());
    assert_eq!(eli.files.iter().map(|it| it.0.clone()).collect::<Vec<_>>(), [seen("a"), seen("/b")]);
    assert_eq!(hidden.number, Count(5));
    assert!(loaded.shown.iter().all(|it| by(&it.origin)), "{:?}", loaded.shown);
    let told = format!("{loaded:?}");
    assert!(!told.contains("sesame") && !told.contains("xyzzy"), "{told}");
}

#[test]
fn a_file_says_all_of_it() {
    is_all_of_it(&read(&[], FILE).unwrap(), &[PATH], |it| *it == Origin::File);
}

#[test]
fn flags_say_all_of_it_and_win_over_the_file() {
    let by_flag = |it: &Origin| matches!(it, Origin::Given(Via::Flag(flag)) if flag.starts_with("--"));
    is_all_of_it(&load(&given::<Running>(&FLAGS)).unwrap(), &[""], by_flag);
    let file = "volume = \"quiet\"\n[room]\nsize = 1\n[speeds]\nall = 2\nboat = 3\n[[helpers]]\nname = \"Gus\"\n";
    is_all_of_it(&read(&FLAGS, file).unwrap(), &[""], by_flag);
}

/// Variables of a process are set for the whole of it, so another one looks at them: this test once more.
#[test]
fn variables_say_all_of_it_and_flags_win_over_them() {
    if std::env::var_os("BYLINE_PLACE").is_none() {
        let this = ["--exact", "tests::variables_say_all_of_it_and_flags_win_over_them"];
        let mut again = Command::new(std::env::current_exe().unwrap());
        let output = again.args(this).envs(VARIABLES).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("1 passed"), "{said}");
        return;
    }
    let by_variable = |it: &Origin| matches!(it, Origin::Given(Via::Variable(name)) if name.starts_with("BYLINE_"));
    is_all_of_it(&read(&[], "volume = \"quiet\"\n").unwrap(), &[""], by_variable);
    let loaded = read(&["--volume=quiet", "--dry=false", "--speed=boat=1"], "[speeds]\ncart = 5\n").unwrap();
    assert_eq!((loaded.settings.volume, loaded.settings.dry), (Volume::Quiet, Switch(false)));
    assert_eq!(loaded.settings.speeds, [5, 1], "a flag that names some wins over all of the variable");
}

#[test]
fn where_nothing_is_set_the_defaults_hold() {
    let loaded = read(&[], "").unwrap();
    assert_eq!(format!("{:?}", loaded.settings), format!("{:?}", defaults::<Sample>()));
    assert_eq!((loaded.settings.friends.len(), loaded.settings.room.door), (2, (1, 9)));
    assert!(loaded.shown.iter().all(|it| it.origin == Origin::Default));
}

#[test]
fn what_is_shown_is_a_file_that_comes_to_the_same() {
    for file in ["", FILE] {
        let loaded = read(&[], file).unwrap();
        let shown = as_file(&loaded.shown);
        let again = read(&[], &shown).unwrap();
        let values = |shown: &[Shown]| {
            let open = shown.iter().filter(|it| !matches!(it.value, ShownValue::Hidden(_)));
            open.map(|it| (it.key.clone(), it.value.clone())).collect::<Vec<_>>()
        };
        let left: Vec<_> = values(&again.shown).into_iter().filter(|it| it.0 != "key" && it.0 != "helpers").collect();
        let before: Vec<_> =
            values(&loaded.shown).into_iter().filter(|it| it.0 != "key" && it.0 != "helpers").collect();
        assert_eq!(left, before, "{shown}");
    }
    let shown = as_file(&read(&["--volume=loud"], FILE).unwrap().shown);
    for line in [
        "volume = \"loud\"                             # --volume\n",
        "# key =                                     # settings file; not shown\n",
        "# helpers = [{ name = \"Eli\", wait = \"2s\", files = [\"a\", \"/b\"] }, { name = \"Flo\", wait = \"1m\", files = [] }] \
         # settings file; without what is not shown\n",
        "\n[room]\nsize = \"2MiB\"                               # settings file\ntime = \"90s\"",
        "\n[room.door]\nfrom = 2 ",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    assert!(as_file(&read(&[], "").unwrap().shown).contains("# not set: as many as fit\n"));
}

#[test]
fn everything_that_is_wrong_is_told_by_line_then_by_flag() {
    let file = r#"place = ""
listen = "80"
volume = 3
dry = "yes"
key = ["sesame"]
friends = "Ada"
frends = []
[room]
size = 1.5
time = "soon"
door = { from = 5, to = 4 }
sise = 1
[speeds]
all = "fast"
[[helpers]]
wait = true
nam = "Eli"
[[helpers]]
name = ["Flo"]
files = ["", 1979-05-27]
[hidden]
number = {}
"#;
    let flags = [
        "--volume=",
        "--key=",
        "--friend=",
        "--size=lots",
        "--dry=maybe",
        "--speed=bike=1,cart=slow,boat",
        "--helper={ name = 'a' }",
        "--helper={ nmae = 'a' }",
        "--helper=a",
    ];
    assert_eq!(
        problems(&flags, file),
        [
            r#"sample.toml:1: place: expected a path, not """#,
            r#"sample.toml:2: listen: expected an address with a port, like 127.0.0.1:8080 or [::]:80, not "80""#,
            r#"sample.toml:3: volume: expected quiet or loud, not "3""#,
            r#"sample.toml:4: dry: expected true or false, not "yes""#,
            "sample.toml:5: key: expected a password",
            r#"sample.toml:6: friends: expected a list, ["Ada"], not "Ada""#,
            "sample.toml:7: frends: there is no such setting; did you mean friends?",
            "sample.toml:9: room.size: expected a size like 65536, 512KiB, 64MiB or 2GiB, not 1.5",
            r#"sample.toml:10: room.time: expected a time like 500ms, 30s, 5m, 2h or 4d, not "soon""#,
            "sample.toml:11: room.door: it ends before it begins",
            "sample.toml:12: room.sise: there is no such setting; did you mean room.size?",
            r#"sample.toml:14: speeds.all: expected a whole number from 1, not "fast""#,
            "sample.toml:15: helpers.name: has to be set",
            "sample.toml:16: helpers.wait: expected a time like 500ms, 30s, 5m, 2h or 4d, not true",
            "sample.toml:17: helpers.nam: there is no such setting; did you mean helpers.name?",
            "sample.toml:19: helpers.name: expected one line of text, not a list",
            r#"sample.toml:20: helpers.files: expected a path, not """#,
            "sample.toml:20: helpers.files: expected a path, not 1979-05-27",
            "sample.toml:22: hidden.number: expected a whole number from 1, not a table",
            r#"--dry: expected true or false, not "maybe""#,
            r#"--friend: expected one line of text, not """#,
            "--helper: nmae: there is no such setting; did you mean name?",
            "--helper: name: has to be set",
            "--helper: expected a table like { name = … }: string values must be quoted, expected literal string",
            "--key: expected a password",
            r#"--size: expected a size like 65536, 512KiB, 64MiB or 2GiB, not "lots""#,
            r#"--speed: expected the name of one of these, cart, boat, all, not "bike""#,
            r#"--speed: expected a name with its value, like cart=…, not "boat""#,
            r#"--speed: cart: expected a whole number from 1, not "slow""#,
            r#"--volume: expected quiet or loud, not """#,
        ]
    );
    assert!(read(&flags, file).unwrap_err().blame_the_call() && !read(&[], file).unwrap_err().blame_the_call());
    for (file, told) in [
        ("a = \n", "sample.toml:1: string values must be quoted, expected literal string"),
        ("room = 3", "sample.toml:1: room: expected a table, [room], not \"3\""),
        ("helpers = 3", "sample.toml:1: helpers: expected tables, not \"3\""),
        ("helpers = [3]", "sample.toml:1: helpers: expected tables, not \"3\""),
        ("[place]\na = 1", "sample.toml:1: place: expected a path, not a table"),
    ] {
        assert_eq!(problems(&[], file), [told]);
    }
    assert_eq!(problems(&["--door-to=1", "--door-from=2"], ""), ["--door-to: room.door: it ends before it begins"]);
}

/// Very many mistakes are told by the first of them, in the order of the file, and the others are counted.
#[test]
fn many_mistakes_are_counted() {
    let many = |count: usize, each: &dyn Fn(usize) -> String| (0..count).map(each).collect::<Vec<_>>();
    let keys = many(50_000, &|number| format!("frends{number} = 1"));
    let told = problems(&[], &keys.join("\n"));
    assert_eq!(told.len(), 101);
    assert_eq!(told[0], "sample.toml:1: frends0: there is no such setting; did you mean friends?");
    assert_eq!(told[99], "sample.toml:100: frends99: there is no such setting");
    assert_eq!(told[100], "and 49900 more");
    let values = format!("friends = [\n{}\n]", many(50_000, &|_| "\"\",".to_owned()).join("\n"));
    let told = problems(&[], &values);
    assert_eq!(told[99], r#"sample.toml:101: friends: expected one line of text, not """#);
    assert_eq!(told[100], "and 49900 more");
    let tables = many(20_000, &|_| "[[helpers]]\nname = []\nnam = 'a'".to_owned()).join("\n");
    assert_eq!(problems(&[], &tables).last().map(String::as_str), Some("and 39900 more"));
    let flags = many(20_000, &|number| format!("--speed=bike{number}=1"));
    let told = problems(&flags.iter().map(String::as_str).collect::<Vec<_>>(), "");
    assert_eq!(told.last().map(String::as_str), Some("and 19900 more"));
    let one_more = many(101, &|number| format!("a{number} = 1")).join("\n");
    assert_eq!(problems(&[], &one_more).last().map(String::as_str), Some("and one more"));
}

#[test]
fn a_command_takes_its_own_and_looks_at_the_rest_but_for_what_it_ignores() {
    use clap::Args;
    let command = Given::<Looking>::augment_args(clap::Command::new("sample"));
    let taken: Vec<_> = command.get_arguments().map(|it| it.get_id().as_str()).collect();
    assert_eq!(taken, ["config", "place"]);
    assert_eq!(
        command.get_arguments().nth(1).unwrap().get_help().unwrap().to_string(),
        "Where to look [default: nowhere]"
    );
    let look = |file| load_from(&given::<Looking>(&["--place=a"]), Some((Path::new(PATH), file)));
    assert_eq!(look("[hidden]\nnumber = 0\n").unwrap().settings.hidden.number, Count(4));
    assert!(look("[hidden]\nnumbre = 0\n").is_err() && look("volume = 0\n").is_err());
}

#[test]
fn help_says_what_rows_say() {
    use clap::Args;
    let mut command = Given::<Running>::augment_args(clap::Command::new("sample"));
    let (short, long) = (command.render_help().to_string(), command.render_long_help().to_string());
    let long = long.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "--place <DIR> Where things are [default: nowhere] [env: BYLINE_PLACE=]",
        "--time <TIME> How long (a time like 500ms, 30s, 5m, 2h or 4d) [default: 5m] [env: BYLINE_TIME=]",
        "--dry[=<true|false>] Whether it is dry [default: false] [env: BYLINE_DRY=]",
        "--friend <NAME> Names of friends; may be given several times [default: Ada, Bo] [env: BYLINE_FRIENDS=]",
        "--speed <NAME=NUMBER> How fast things go; NAME is cart, boat, or all for those that are not named; may be given",
        "--helper <{ name = …, secret = …, wait = …, files = … }> Those who are asked; may be given several times",
        "Noise: --volume <quiet|loud> How loud [default: quiet]",
    ] {
        assert!(long.contains(said), "{said}\n{long}");
    }
    assert!(!short.contains("a time like"), "{short}");
    assert!(short.contains("[env: BYLINE_KEY]"), "its value is not shown: {short}");
}

fn as_json(toml: &str) -> Json {
    serde_json::to_value(toml.parse::<toml::Table>().unwrap()).unwrap()
}

#[test]
fn the_schema_takes_what_is_right_and_refuses_what_is_wrong() {
    let schema = schema::<Sample>("A sample");
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("sample.json", schema.clone()).unwrap();
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile("sample.json", &mut schemas).unwrap();
    let fits = |toml: &str| schemas.validate(&as_json(toml), index).is_ok();
    assert!(fits(FILE) && fits(""));
    let shown = as_file(&read(&[], "").unwrap().shown);
    assert!(fits(&shown), "{shown}");
    for wrong in [
        "volume = \"middling\"",
        "listen = \"80\"",
        "dry = \"yes\"",
        "friends = \"Ada\"",
        "nothing = 1",
        "room = 3",
        "[room]\nseats = 0",
        "[room]\nsize = \"2MB\"",
        "[room]\nlength = 1",
        "[speeds]\nbike = 3",
        "[[helpers]]\nwait = \"1s\"",
        "[[helpers]]\nname = \"a\"\nnam = \"a\"",
    ] {
        assert!(!fits(wrong) && read(&[], wrong).is_err(), "{wrong}");
    }
    assert_eq!(schema["properties"]["room"]["properties"]["time"]["default"], "5m");
    assert_eq!(schema["properties"]["friends"]["default"], json!(["Ada", "Bo"]));
    assert_eq!(schema["properties"]["dry"]["default"], false);
    assert_eq!(schema["properties"]["volume"]["description"], "How loud: quiet or loud");
}

#[test]
fn the_reference_has_a_line_for_each_row() {
    let page = reference(&[Chapter::of::<Running>("Sample")], &[(RUN, "run"), (LOOK, "look")]);
    for line in [
        "## Sample\n\n| Key | Flag, variable | Form | Unless set | What it is for | Taken by |\n",
        "| `place` | `--place`, `BYLINE_PLACE` | DIR | nowhere | Where things are | run, look |\n",
        "| `dry` | `--dry`, `BYLINE_DRY` | true\\|false | `false` | Whether it is dry | run |\n",
        "| `friends` | `--friend`, `BYLINE_FRIENDS` | list of NAME | `Ada, Bo` | Names of friends | run |\n",
        "| `helpers` | `--helper`, `BYLINE_HELPERS` | list of tables | | Those who are asked, each with `name` (NAME: Who it is), ",
        "`wait` (TIME: How long to wait; 2s unless set), ",
        "## `[room.door]`\n\nIts door.\n",
        "`all` is all that are not named.\n",
        "| `boat` | `--speed boat=…`, `BYLINE_SPEEDS` | NUMBER | `2` | Of boats | run |\n",
        "| TIME | a time like 500ms, 30s, 5m, 2h or 4d |\n",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
}
