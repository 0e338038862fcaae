//! The program as people start it: its command line, its one line of output, its answers, its end.

mod backup;
mod browser;
mod check;
mod clients_of_ours;
mod command_line;
mod connection_drill;
mod crash;
mod feed;
mod files;
mod generate;
mod hostile;
mod limits;
mod mail;
mod mail_server;
mod memory;
mod pages;
mod personas;
mod reads;
mod sandbox_api;
mod saved_answers;
mod serve;
mod support;
mod tls;
mod versions;
mod webhook_drill;
mod webhooks;
