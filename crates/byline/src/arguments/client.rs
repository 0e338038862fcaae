//! `byline client`.

use byline_members::WebhookKey;
use byline_model::client::{Application, ClientState, ClientType, RedirectUri, Switch, WebhookBody, WebhookSecret};
use byline_settings::Span;
use clap::{Args, Subcommand};

use super::StoreArguments;

/// Create, change, list and show API clients of a registry, and give them new secrets
///
/// The server must not run meanwhile.
#[derive(Args, Debug)]
pub struct ClientArguments {
    #[command(subcommand)]
    pub command: ClientCommand,
}

#[derive(Subcommand, Debug)]
pub enum ClientCommand {
    /// Create a client; prints its id and, if it can keep one, its secret as JSON, the secret for the only time
    #[command(after_help = "\
Examples:
  byline client create --data registry/ --name 'Alderwick University' \\
      --type updater --website https://alderwick.example \\
      --redirect-uri https://alderwick.example/callback
  byline client create --data registry/ --name 'A page' \\
      --type public-client --application browser \\
      --redirect-uri https://page.example/callback.html
  byline client create --data registry/ --name 'A program' \\
      --type public-client --application native \\
      --redirect-uri http://127.0.0.1/callback")]
    Create(ClientCreateArguments),
    /// Change clients; what is not named stays as it is
    #[command(after_help = "\
Examples:
  byline client set --data registry/ APP-0123456789ABCDEF --strict true
  byline client set --data registry/ APP-0123456789ABCDEF \\
      --redirect-uri https://a.example/cb --redirect-uri https://b.example/cb
  byline client set --data registry/ APP-0123456789ABCDEF \\
      --switch bare-prompt-errors
  byline client set --data registry/ APP-0123456789ABCDEF \\
      --webhook-body json --webhook-secret new
  byline client set --data registry/ --all --switch-off bare-prefix-redirects")]
    Set(Box<ClientSetArguments>),
    /// List clients: id, type, state and name, one line each
    #[command(after_help = "\
Examples:
  byline client list --data registry/
  byline client list --data registry/ --json")]
    List {
        #[command(flatten)]
        store: StoreArguments,
        /// A JSON array instead of lines
        #[arg(long)]
        json: bool,
    },
    /// Show all that is known of a client, as `registry.toml` has it; secrets as their hashes
    #[command(after_help = "\
Examples:
  byline client show --data registry/ APP-0123456789ABCDEF
  byline client show --data registry/ APP-0123456789ABCDEF --json")]
    Show {
        #[command(flatten)]
        store: StoreArguments,
        /// Its id, as `byline client list` shows it
        id: byline_model::ClientId,
        /// A JSON object instead of TOML
        #[arg(long)]
        json: bool,
    },
    /// Give a client a new secret; the one before stays valid for a while
    #[command(after_help = "\
Examples:
  byline client rotate-secret --data registry/ APP-0123456789ABCDEF
  byline client rotate-secret --data registry/ APP-0123456789ABCDEF \\
      --keep-old 0s                          # after a leak")]
    RotateSecret {
        #[command(flatten)]
        store: StoreArguments,
        /// Its id, as `byline client list` shows it
        id: byline_model::ClientId,
        /// How long the secret before stays valid
        #[arg(long, value_name = "TIME", default_value = "1440m")]
        keep_old: Span,
    },
}

#[derive(Args, Debug)]
pub struct ClientCreateArguments {
    #[command(flatten)]
    pub store: StoreArguments,

    /// What people see when they are asked for their consent
    #[arg(long, value_parser = name)]
    pub name: String,

    /// public-client, updater, creator, premium-updater or premium-creator
    #[arg(long = "type", value_name = "TYPE", value_parser = client_type)]
    pub client_type: ClientType,

    /// Where people come back to; may be given several times
    #[arg(long = "redirect-uri", value_name = "URI", value_parser = redirect_uri)]
    pub redirect_uris: Vec<String>,

    /// What else people see about it then
    #[arg(long, default_value = "", hide_default_value = true)]
    pub description: String,

    /// Its web site, for people who want to know more
    #[arg(long, value_name = "URL", default_value = "", hide_default_value = true)]
    pub website: String,

    /// server, or one that can keep no secret, for a public-client: browser (a page without a server) or native (a program
    /// on people's devices)
    #[arg(long, value_name = "KIND", default_value = "server", value_parser = application)]
    pub application: Application,

    /// Hold it to today's rules: exact redirect addresses, PKCE
    #[arg(long)]
    pub strict: bool,

    /// Let it act on behalf of other clients, and others on its own (token exchange)
    #[arg(long)]
    pub obo: bool,

    /// What is switched on for it alone; may be given several times
    #[arg(long = "switch", value_name = "NAME", value_parser = switches())]
    pub switches: Vec<String>,
}

#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("which").args(["ids", "all"]).required(true))]
pub struct ClientSetArguments {
    #[command(flatten)]
    pub store: StoreArguments,

    /// Ids, as `byline client list` shows them
    #[arg(value_name = "ID")]
    pub ids: Vec<byline_model::ClientId>,

    /// Every client there is
    #[arg(long)]
    pub all: bool,

    /// What people see when they are asked for their consent
    #[arg(long, value_parser = name)]
    pub name: Option<String>,

    /// What else people see about it then
    #[arg(long)]
    pub description: Option<String>,

    /// Its web site, for people who want to know more
    #[arg(long, value_name = "URL")]
    pub website: Option<String>,

    /// Where people come back to, in place of all addresses there were; may be given several times
    #[arg(long = "redirect-uri", value_name = "URI", value_parser = redirect_uri)]
    pub redirect_uris: Vec<String>,

    /// active, locked or deactivated
    #[arg(long, value_parser = state)]
    pub state: Option<ClientState>,

    /// Whether it is held to today's rules: exact redirect addresses, PKCE
    #[arg(long, value_name = "YES")]
    pub strict: Option<bool>,

    /// Whether it may act on behalf of other clients, and others on its own (token exchange)
    #[arg(long, value_name = "YES")]
    pub obo: Option<bool>,

    /// Whether it is called about changes
    #[arg(long, value_name = "YES")]
    pub webhooks: Option<bool>,

    /// What calls about changes carry: empty or json
    #[arg(long, value_name = "BODY", value_parser = webhook_body)]
    pub webhook_body: Option<WebhookBody>,

    /// Secret that calls are signed with: whsec_ and base64, `new` for one that is made and printed, or `none`
    #[arg(long, value_name = "SECRET", value_parser = webhook_key)]
    pub webhook_secret: Option<WebhookKey>,

    /// Switch this on; may be given several times
    #[arg(long = "switch", value_name = "NAME", value_parser = switches())]
    pub switch_on: Vec<String>,

    /// Switch this off; may be given several times
    #[arg(long, value_name = "NAME", value_parser = switches())]
    pub switch_off: Vec<String>,
}

/// The names, for help and completion.
fn switches() -> clap::builder::PossibleValuesParser {
    Switch::ALL.map(Switch::as_str).into()
}

fn name(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() { Err("expected a name") } else { Ok(text.to_owned()) }
}

fn redirect_uri(text: &str) -> Result<String, String> {
    RedirectUri::check(text).map(|()| text.trim().to_owned()).map_err(|it| it.to_string())
}

/// The member of a closed list with this name; says which there are.
fn one_of<T: Copy, const N: usize>(text: &str, all: [T; N], as_str: fn(T) -> &'static str) -> Result<T, String> {
    let known = all.into_iter().find(|it| as_str(*it) == text);
    known.ok_or_else(|| format!("expected one of {}", all.map(as_str).join(", ")))
}

fn application(text: &str) -> Result<Application, String> {
    one_of(text, Application::ALL, Application::as_str)
}

fn client_type(text: &str) -> Result<ClientType, String> {
    one_of(text, ClientType::ALL, ClientType::as_str)
}

fn state(text: &str) -> Result<ClientState, String> {
    one_of(text, ClientState::ALL, ClientState::as_str)
}

fn webhook_body(text: &str) -> Result<WebhookBody, String> {
    one_of(text, WebhookBody::ALL, WebhookBody::as_str)
}

fn webhook_key(text: &str) -> Result<WebhookKey, String> {
    match text {
        "none" => Ok(WebhookKey::Nothing),
        "new" => Ok(WebhookKey::New),
        secret => secret.parse::<WebhookSecret>().map(WebhookKey::Given).map_err(|it| it.to_string()),
    }
}
