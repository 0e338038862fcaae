//! Where webhooks may lead.

use std::fmt;
use std::str::FromStr;

use byline_members::Targets;
use clap::Args;

use super::values::{Expected, Network};

#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Webhooks")]
pub struct WebhookOverrides {
    /// Port that webhooks may lead to, or `any`; may be given several times [default: 80, 443]
    #[arg(
        id = "webhooks_ports",
        long = "webhook-port",
        value_name = "PORT",
        env = "BYLINE_WEBHOOK_PORTS",
        value_delimiter = ','
    )]
    pub ports: Option<Vec<Port>>,

    /// Private address or range that webhooks may lead to all the same; may be given several times
    #[arg(
        id = "webhooks_networks",
        long = "webhook-network",
        value_name = "NETWORK",
        env = "BYLINE_WEBHOOK_NETWORKS",
        value_delimiter = ','
    )]
    pub networks: Option<Vec<Network>>,
}

/// What webhooks may reach besides the web servers that everybody reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookSettings {
    pub ports: Vec<Port>,
    pub networks: Vec<Network>,
}

impl Default for WebhookSettings {
    fn default() -> Self {
        WebhookSettings { ports: vec![Port::Number(80), Port::Number(443)], networks: Vec::new() }
    }
}

impl WebhookSettings {
    pub fn targets(&self) -> Targets {
        let numbers = self.ports.iter().map(|port| match port {
            Port::Number(number) => Some(*number),
            Port::Any => None,
        });
        // One that is any makes all of them any.
        let ports: Option<Vec<u16>> = numbers.collect();
        let networks = self.networks.iter().map(|it| it.as_str().parse().expect("it was read as a network"));
        Targets::new(ports, networks.collect())
    }
}

/// A port, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    Number(u16),
    Any,
}

impl FromStr for Port {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match text.trim() {
            "any" => Ok(Port::Any),
            number => match number.parse() {
                Ok(number) if number > 0 => Ok(Port::Number(number)),
                Ok(_) | Err(_) => Err(Expected("a port from 1 to 65535, or any".into())),
            },
        }
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Port::Number(number) => write!(f, "{number}"),
            Port::Any => f.write_str("any"),
        }
    }
}
