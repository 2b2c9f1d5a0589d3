#!/usr/bin/python3
"""A browser of nothing but WebKitGTK's view, for WebKitWebDriver to drive.

The MiniBrowser of WebKitGTK cannot be used for tests: it forgets its profile, has no folder for downloads, takes the
language of the desktop, and is never narrower than 447 pixels. This one is told all that, and does what WebDriver has no
command for: a program connects to the port `--control`, writes one line of JSON, and reads one line of JSON.

Debian: apt-get install python3-gi gir1.2-webkit2-4.1. The interpreter is the system's, because only that has `gi`.
"""

import argparse
import json
import os
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gdk, Gio, GLib, Gtk, WebKit2  # noqa: E402

MILLIMETRES = Gtk.Unit.MM

# What Safari has and WebKitGTK leaves off.
AS_IN_SAFARI = {"AccessHandle", "FileSystem", "FileSystemWritableStream", "StorageAPI", "StorageAPIEstimate"}


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", required=True, help="the folder for what sites store")
    parser.add_argument("--downloads", required=True, help="the folder for downloads")
    parser.add_argument("--language", required=True, help="the language that pages are asked for in")
    parser.add_argument("--console", required=True, help="the file that gets the messages of the console")
    parser.add_argument("--control", required=True, type=int, help="the port for commands")
    parser.add_argument("--zone", help="the time zone of pages, if it is not the system's")
    parser.add_argument("--room", type=int, help="the kilobytes that sites may store, if they are limited")
    return parser.parse_args()


def redirect_console(path):
    # The messages are written to the standard output of this process and of those that it starts.
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(file, sys.stdout.fileno())


class Browser:
    """The windows, one for each tab, and what they share."""

    def __init__(self, asked):
        self.downloads = asked.downloads
        self.views = []
        self.size = (800, 600)
        self.content = WebKit2.UserContentManager()
        self.settings = WebKit2.Settings()
        self.settings.set_enable_write_console_messages_to_stdout(True)
        self.settings.set_property("javascript-can-access-clipboard", True)
        room = {}
        if asked.room:
            disk = os.statvfs(asked.profile)
            room["origin_storage_ratio"] = asked.room * 1024 / (disk.f_blocks * disk.f_frsize)
        features = WebKit2.Settings.get_all_features()
        for feature in map(features.get, range(features.get_length())):
            if feature.get_identifier() in AS_IN_SAFARI:
                self.settings.set_feature_enabled(feature, True)
        data = WebKit2.WebsiteDataManager(
            base_data_directory=os.path.join(asked.profile, "data"),
            base_cache_directory=os.path.join(asked.profile, "cache"),
            **room,
        )
        shared = {"website_data_manager": data}
        if asked.zone:
            shared["time_zone_override"] = asked.zone
        self.context = WebKit2.WebContext(**shared)
        self.context.set_preferred_languages([asked.language])
        self.context.set_automation_allowed(True)
        self.context.connect("automation-started", self.automation_started)
        self.context.connect("download-started", self.download_started)

    def automation_started(self, _context, session):
        about = WebKit2.ApplicationInfo.new()
        about.set_name("tsudoi-webkit")
        about.set_version(1, 0, 0)
        session.set_application_info(about)
        session.connect("create-web-view", lambda _session: self.new_tab())

    def new_tab(self):
        view = WebKit2.WebView(
            web_context=self.context,
            user_content_manager=self.content,
            settings=self.settings,
            is_controlled_by_automation=True,
        )
        window = Gtk.Window()
        window.set_decorated(False)
        window.set_default_size(*self.size)
        window.add(view)
        if not self.views:
            # Without a window manager nothing else gives the first window the focus; the driver gives it to the others.
            window.connect("map-event", lambda window, _event: focus(window))
        view.connect("close", lambda _view: window.destroy())
        window.connect("destroy", lambda _window: self.views.remove(view))
        self.views.append(view)
        window.show_all()
        view.grab_focus()
        return view

    def download_started(self, _context, download):
        download.connect("decide-destination", self.choose_place)

    def choose_place(self, download, suggested):
        stem, ending = split_name(os.path.basename(suggested) or "download")
        path, number = os.path.join(self.downloads, stem + ending), 1
        while os.path.exists(path):
            path, number = os.path.join(self.downloads, f"{stem} ({number}){ending}"), number + 1
        download.set_destination(GLib.filename_to_uri(path, None))
        return True

    # --- commands: each is the key of the line, and gets its value and a function that sends the answer ---

    def size_command(self, size, answer):
        self.size = tuple(size)
        for view in self.views:
            view.get_toplevel().resize(*self.size)
        answer(True)

    def dark_command(self, is_dark, answer):
        Gtk.Settings.get_default().set_property("gtk-application-prefer-dark-theme", is_dark)
        answer(True)

    def text_command(self, pixels, answer):
        self.settings.set_default_font_size(pixels)
        self.settings.set_default_monospace_font_size(pixels)
        answer(True)

    def script_command(self, text, answer):
        frames = WebKit2.UserContentInjectedFrames.ALL_FRAMES
        time = WebKit2.UserScriptInjectionTime.START
        self.content.add_script(WebKit2.UserScript.new(text, frames, time, None, None))
        answer(True)

    def print_command(self, path, answer):
        """Prints the newest tab on A4 upright into a file."""
        paper = Gtk.PageSetup()
        paper.set_paper_size(Gtk.PaperSize.new(Gtk.PAPER_NAME_A4))
        for edge in ("top", "bottom", "left", "right"):
            getattr(paper, f"set_{edge}_margin")(10, MILLIMETRES)
        to_file = Gtk.PrintSettings()
        to_file.set_printer("Print to File")
        to_file.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
        to_file.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, GLib.filename_to_uri(path, None))
        printing = WebKit2.PrintOperation.new(self.views[-1])
        printing.set_page_setup(paper)
        printing.set_print_settings(to_file)
        problems = []
        printing.connect("failed", lambda _printing, error: problems.append(error.message))
        printing.connect("finished", lambda _printing: answer(problems or True))
        # The operation must live until it has finished.
        self.printing = printing
        printing.print_()


def focus(window):
    window.present_with_time(Gdk.CURRENT_TIME)
    window.get_window().focus(Gdk.CURRENT_TIME)


def split_name(name):
    stem, dot, ending = name.partition(".")
    return stem, dot + ending


def control(browser, port):
    """Obeys the commands that arrive at the port."""

    def read(stream, result, connection):
        line, _length = stream.read_line_finish_utf8(result)
        if line is None:
            return

        def answer(said):
            connection.get_output_stream().write_all((json.dumps(said) + "\n").encode(), None)
            connection.close(None)

        for name, value in json.loads(line).items():
            getattr(browser, f"{name}_command")(value, answer)

    def incoming(_service, connection, _source):
        stream = Gio.DataInputStream.new(connection.get_input_stream())
        stream.read_line_async(GLib.PRIORITY_DEFAULT, None, read, connection)
        return True

    service = Gio.SocketService.new()
    service.add_inet_port(port, None)
    service.connect("incoming", incoming)
    service.start()
    return service


def main():
    asked = arguments()
    redirect_console(asked.console)
    browser = Browser(asked)
    service = control(browser, asked.control)
    loop = GLib.MainLoop()
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, 15, loop.quit)
    loop.run()
    service.stop()


if __name__ == "__main__":
    main()
