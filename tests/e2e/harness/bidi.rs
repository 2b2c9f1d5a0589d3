//! `WebDriver` `BiDi`, the part of `WebDriver` that speaks JSON over a WebSocket: Firefox takes the commands for the size
//! of the page, its time zone, scripts that run first, and the console only there.
//!
//! The library's own client would bring twenty crates for encrypted connections; this one speaks with the same machine.

use super::Outcome;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(30);
const MASK: u8 = 1;

/// A connection to a browser.
pub(crate) struct Bidi {
    stream: TcpStream,
    last_id: u64,
    events: Vec<Value>,
}

/// What a frame of RFC 6455 is, by its opcode.
enum Frame {
    Text,
    Ping,
    Other,
}

impl Bidi {
    /// Connects to the address that the driver gave: `ws://HOST:PORT/PATH`.
    pub(crate) fn connect(address: &str) -> Outcome<Self> {
        let rest = address.strip_prefix("ws://").ok_or("not the address of a WebSocket")?;
        let (host, path) = rest.split_once('/').ok_or("an address without a path")?;
        let mut stream = TcpStream::connect(host)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        // The key is only there to be answered; nobody between could misunderstand this connection.
        let hello = format!(
            "GET /{path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        stream.write_all(hello.as_bytes())?;
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte)?;
            answer.extend(byte);
        }
        if !answer.starts_with(b"HTTP/1.1 101") {
            return Err(format!("no WebSocket: {}", String::from_utf8_lossy(&answer)).into());
        }
        Ok(Self { stream, last_id: 0, events: Vec::new() })
    }

    /// Sends a command and waits for its answer.
    pub(crate) fn call(&mut self, method: &str, params: Value) -> Outcome<Value> {
        self.last_id += 1;
        let id = self.last_id;
        let command = json!({ "id": id, "method": method, "params": params });
        self.send(0x81, command.to_string().as_bytes())?;
        loop {
            let message: Value = serde_json::from_slice(&self.message()?)?;
            if message["id"] != id {
                self.events.push(message);
            } else if message["type"] == "success" {
                return Ok(message["result"].clone());
            } else {
                return Err(format!("{method}: {message}").into());
            }
        }
    }

    /// Returns the events that have arrived since the last call.
    pub(crate) fn take_events(&mut self) -> Outcome<Vec<Value>> {
        // Events are sent before the answer to a later command.
        self.call("session.status", json!({}))?;
        Ok(std::mem::take(&mut self.events))
    }

    /// Returns the next message, of however many frames.
    fn message(&mut self) -> Outcome<Vec<u8>> {
        let mut message = Vec::new();
        loop {
            let [first, second] = self.read()?;
            let length = match second & 0x7f {
                126 => usize::from(u16::from_be_bytes(self.read()?)),
                127 => usize::try_from(u64::from_be_bytes(self.read()?))?,
                short => usize::from(short),
            };
            let mut content = vec![0; length];
            self.stream.read_exact(&mut content)?;
            let is_last = first & 0x80 != 0;
            match kind(first) {
                Frame::Text => message.extend(content),
                Frame::Ping => self.send(0x8a, &content)?,
                Frame::Other => return Err("the browser has closed the connection".into()),
            }
            if is_last && matches!(kind(first), Frame::Text) {
                return Ok(message);
            }
        }
    }

    fn read<const N: usize>(&mut self) -> Outcome<[u8; N]> {
        let mut bytes = [0; N];
        self.stream.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// Sends one frame. What a client sends must be masked, and Firefox refuses a mask of zeros.
    fn send(&mut self, first: u8, content: &[u8]) -> Outcome {
        let mut frame = vec![first];
        // The length has to be in its shortest form.
        match (u8::try_from(content.len()), u16::try_from(content.len())) {
            (Ok(length @ ..126), _) => frame.push(0x80 | length),
            (_, Ok(length)) => {
                frame.push(0x80 | 0x7e);
                frame.extend(length.to_be_bytes());
            }
            (_, Err(_)) => {
                frame.push(0x80 | 0x7f);
                frame.extend(u64::try_from(content.len())?.to_be_bytes());
            }
        }
        frame.extend([MASK; 4]);
        frame.extend(content.iter().map(|byte| byte ^ MASK));
        Ok(self.stream.write_all(&frame)?)
    }
}

fn kind(first: u8) -> Frame {
    match first & 0x0f {
        0 | 1 => Frame::Text,
        9 => Frame::Ping,
        _ => Frame::Other,
    }
}
