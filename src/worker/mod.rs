//! The web worker: it reads files, plans what they would change and writes the changes, outside the page's thread.
//!
//! It serves three protocols: an import has many messages ([`crate::import::message`]); a conversion
//! ([`crate::format::conversion`]) and a request about the spare ([`crate::format::stored::spare_message`]) have one
//! answer each. No module of the page uses this module.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::File;

use crate::format::conversion::Conversion;
use crate::format::stored::spare_message::SpareRequest;
use crate::import::message::{Request, Response};
use crate::import::wire::{from_wire, to_wire};
use crate::platform::idle;
use crate::platform::worker::{WorkerPort, serve};
use crate::zones::device::DeviceZones;

use self::job::{Job, accept, join, open_job, rows};

mod job;
mod spare;

/// Serves the page as long as the worker lives. The worker's binary calls it once.
pub fn serve_page() {
    let job: Rc<RefCell<Option<Job>>> = Rc::default();
    serve(move |port, text, files| {
        if let Some((database, request)) = SpareRequest::decode(&text) {
            let database = database.to_owned();
            idle::spawn(async move { port.post(&spare::answer(database, request).await.encode()) });
        } else if let Some(request) = from_wire::<Request>(&text) {
            let job = Rc::clone(&job);
            idle::spawn(async move { on_request(port, &job, request, files).await });
        } else if let Some(conversion) = Conversion::decode(&text) {
            // A converted file is never empty, so an empty answer means that there is none.
            port.post(&conversion.converted(&DeviceZones).unwrap_or_default());
        }
    });
}

async fn on_request(
    port: WorkerPort,
    job: &RefCell<Option<Job>>,
    request: Request,
    files: Vec<File>,
) {
    let result = match request {
        Request::Open(open) => open_job(&port, *open, &files).await.map(|opened| {
            job.replace(opened);
        }),
        Request::Rows { class, from, count } => {
            if let Some(job) = job.borrow().as_ref() {
                let rows = rows(job, class, from, count);
                respond(&port, &Response::Rows { class, from, rows });
            }
            Ok(())
        }
        Request::Join { calendar, into } => {
            if let Some(job) = job.borrow_mut().as_mut() {
                respond(&port, &join(job, &calendar, into.as_deref()));
            }
            Ok(())
        }
        Request::Accept(choices) => match job.take() {
            Some(job) => accept(job, &choices)
                .await
                .map(|outcome| respond(&port, &Response::Done(Box::new(outcome)))),
            None => Ok(()),
        },
    };
    if let Err(problem) = result {
        respond(&port, &Response::Problem(problem));
    }
}

fn respond(port: &WorkerPort, response: &Response) {
    port.post(&to_wire(response));
}
