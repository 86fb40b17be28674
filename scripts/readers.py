"""Reads the documents with programs that are none of ours: a plan is made through the real server, downloaded as PDF, spreadsheet and calendar by a
seller and by a buyer, signed by both, and every file is compared with what went in. Run by scripts/test.sh readers."""

import contextlib
import datetime
import email
import email.policy
import hashlib
import io
import json
import pathlib
import re
import socket
import subprocess
import tempfile
import time
import unicodedata
import urllib.error
import urllib.request

import icalendar
import openpyxl
import pypdf

ROOT = pathlib.Path(__file__).resolve().parent.parent
HIDDEN = "zq7internal"
MARKING = "Internal: not for the buyer"
MARKUP = r"#panic(1) $x^2$ *bold* _it_ @ref <label> \ `code` [x]"
BUYER = "mara.lindt@nimbus.example"
# Far from today, so that every day is said with its year.
MILESTONES = [
    ("Security review passed; no open finding", "2041-03-20", "buyer", "2041-03-18", "2041-03-19"),
    ("Отчёт согласован с Ιωάννα Παπαδοπούλου", "2041-04-02", "seller", "2041-03-27", "2041-03-28"),
    ("Żółć, Þórr & Łukasz approve the budget", "2041-04-09", "buyer", "2041-04-03", "2041-04-07"),
    (MARKUP, "2041-04-16", "joint", "2041-04-14", "2041-04-15"),
    ("Implementation kick-off", "2041-04-22", "seller", "2041-04-20", "2041-04-21"),
]


class Caller:
    """Somebody who calls the API."""

    def __init__(self, url, token=""):
        self.url, self.token = url, token

    def raw(self, method, path, body=None):
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {self.token}"} if self.token else {})}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/api/v1{path}", data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{method} {path}: {error.code} {error.read().decode()}") from None

    def get(self, path):
        return json.loads(self.raw("GET", path))

    def post(self, path, body):
        return json.loads(self.raw("POST", path, body))

    def patch(self, path, body):
        return json.loads(self.raw("PATCH", path, body))


@contextlib.contextmanager
def served():
    """The real server on a free port; answers its URL and its folder."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        url = f"http://localhost:{port}"
        env = {"TANDEM_BIND": f"127.0.0.1:{port}", "TANDEM_PUBLIC_URL": url, "TANDEM_DATA_DIR": folder}
        with open(f"{folder}/log", "w+") as log:
            server = subprocess.Popen([ROOT / "target/debug/tandem-server"], env=env, stdout=log, stderr=log)
            try:
                for _ in range(400):
                    with contextlib.suppress(OSError):
                        urllib.request.urlopen(f"{url}/readyz", timeout=1)
                        break
                    assert server.poll() is None, pathlib.Path(folder, "log").read_text()
                    time.sleep(0.05)
                yield url, pathlib.Path(folder)
            finally:
                server.terminate()
                server.wait(20)


def mail_to(folder, address, subject):
    """The mail to an address with this in its subject; mails leave after the answer."""
    for _ in range(400):
        for path in sorted(folder.glob("mail/*.eml")):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if address in mail["To"] and subject in mail["Subject"]:
                return mail
        time.sleep(0.05)
    raise SystemExit(f"no mail to {address} about {subject!r}")


def fill(ada):
    """A plan with everything in it, some of it the seller's own; answers its id."""
    deal = ada.post("/deals", {"name": "Nimbus analytics", "account_name": "Nimbus GmbH", "product": "Orbit Analytics", "current_state": f"Sheets {HIDDEN}"})
    plan = ada.post(f"/deals/{deal['id']}/plan", {"title": "Analytics rollout", "description": "One platform for five regions"})["id"]
    for title, target, side, buyers, sellers in MILESTONES:
        body = {"title": title, "outcome": f"Known by: {title}", "owner_side": side, "target_date": target, "assumptions": [{"text": f"Holds for {title}"}]}
        milestone = ada.post(f"/plans/{plan}/milestones", body)["id"]
        for who, day in [("buyer", buyers), ("seller", sellers)]:
            ada.post(f"/plans/{plan}/milestones/{milestone}/actions", {"title": f"The {who}'s part of {title}", "side": who, "target_date": day})
        risk = {"description": f"Late: {title}", "probability": "high", "impact_days": 5, "milestone_id": milestone, "mitigation": "Ask early", "mitigation_due": buyers}
        ada.post(f"/plans/{plan}/risks", risk)
    ada.post(f"/plans/{plan}/milestones", {"title": f"Discount {HIDDEN}", "visibility": "internal", "target_date": "2041-03-21"})
    ada.post(f"/plans/{plan}/risks", {"description": f"Rumour {HIDDEN}", "visibility": "internal", "probability": "low", "impact_days": 1})
    board = {"kind": "board_meeting", "start_date": "2041-04-01", "end_date": "2041-04-02", "note": "The board meets", "anchor": True}
    ada.post(f"/plans/{plan}/constraints", board)
    return plan


def plain(text):
    """Text as it is compared: composed, ligatures taken apart, lines joined."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def day(text):
    """A day as documents say it."""
    date = datetime.date.fromisoformat(text)
    return f"{date.day} {date:%B} {date.year}"


def elements(node, depth=0):
    """Types of all elements of a structure tree."""
    assert depth < 60
    if isinstance(node, list):
        for one in node:
            yield from elements(one.get_object(), depth + 1)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"]
        if "/K" in node:
            yield from elements(node["/K"].get_object(), depth + 1)


def fonts_of(reader):
    """Every font that a page uses."""
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            font = font.get_object()
            yield font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font


def read_pdf(data, title):
    """The text of a PDF that everybody can read: tagged, with language, title and all fonts."""
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"], "not tagged"
    assert root["/Lang"] == "en" and root["/ViewerPreferences"]["/DisplayDocTitle"], root
    assert reader.metadata.title.startswith(title), reader.metadata
    about = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part>1<", about) and re.search(r"pdfaid:part>3<", about), about
    for font in fonts_of(reader):
        assert {"/FontFile2", "/FontFile3"} & font["/FontDescriptor"].get_object().keys(), f"{font} is not embedded"
    types = list(elements(root["/StructTreeRoot"]["/K"].get_object()))
    assert types.count("/H1") == 1 and types.count("/H2") >= 3 and {"/Table", "/TH", "/TD", "/TR"} <= set(types), set(types)
    pages = [plain(page.extract_text()) for page in reader.pages]
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page, page
    return reader, types, plain(" ".join(pages))


def check_plan_pdf(data, people):
    reader, types, text = read_pdf(data, "Mutual action plan")
    for page in reader.pages:
        assert plain(page.extract_text()).count(MARKING) == (2 if HIDDEN in text else 0), "at the head and the foot of a seller's pages"
    assert types.count("/H3") == len([m for m in MILESTONES]) + (HIDDEN in text), types.count("/H3")
    for title, target, _, buyers, sellers in MILESTONES:
        for said in [title, f"Known by: {title}", f"Holds for {title}", f"The buyer's part of {title}", f"The seller's part of {title}", f"Late: {title}"]:
            assert plain(said) in text, f"{said!r} is not in {text}"
        for date in [target, buyers, sellers]:
            assert day(date) in text, f"{date} is not in {text}"
    for said in ["Mutual action plan", "Stakeholder alignment", "Critical milestones", "Risks and mitigations", "Timeline summary", "Sign-off", *people]:
        assert said in text, f"{said!r} is not in {text}"
    return text


def check_certificate(data, facts):
    reader, _, text = read_pdf(data, "Certificate of signature")
    for title, target, *_ in MILESTONES:
        assert plain(title) in text and day(target) in text, f"{title!r}, {target} is not in {text}"
    dense = text.replace(" ", "")
    for signer in facts["sign_off"]["signers"]:
        for said in [signer["typed_name"], signer["email"], signer["address"], signer["signed_at"][11:16] + " UTC"]:
            assert said in text, f"{said!r} is not in {text}"
    for said in [facts["sign_off"]["hash"], facts["event_hash"], facts["log_public_key"], facts["plan_id"]]:
        assert said in dense, f"{said!r} is not in {dense}"
    (enclosed,) = reader.attachments["signed.json"]
    assert hashlib.sha256(enclosed).hexdigest() == facts["sign_off"]["hash"], "the enclosed file is not what was signed"


def check_spreadsheet(data, hidden):
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = {name: [[cell.value for cell in row] for row in book[name].iter_rows()] for name in book.sheetnames}
    assert list(rows) == ["Plan", "Actions", "People", "Risks and assumptions", "Calendar"], list(rows)
    for sheet in book:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"], f"a formula in {sheet.title}"
    if hidden:
        assert all(lines.pop(0)[0] == MARKING for lines in rows.values()), "above each of a seller's sheets"
    head, *lines = rows["Plan"]
    found = {line[head.index("Milestone")]: line[head.index("Target")].date().isoformat() for line in lines}
    assert found == {m[0]: m[1] for m in MILESTONES} | ({f"Discount {HIDDEN}": "2041-03-21"} if hidden else {}), found
    head, *lines = rows["Actions"]
    found = {line[head.index("Action")]: line[head.index("Target")].date().isoformat() for line in lines}
    wanted = {f"The buyer's part of {m[0]}": m[3] for m in MILESTONES} | {f"The seller's part of {m[0]}": m[4] for m in MILESTONES}
    assert found == wanted, found
    assert (HIDDEN in str(rows)) == hidden


def check_calendar(data, hidden):
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    found = {str(e["SUMMARY"]): (e["DTSTART"].dt, e["DTEND"].dt) for e in events}
    wanted = {m[0]: m[1] for m in MILESTONES} | ({f"Discount {HIDDEN}": "2041-03-21"} if hidden else {})
    next_day = datetime.timedelta(days=1)
    wanted = {title: (datetime.date.fromisoformat(on), datetime.date.fromisoformat(on) + next_day) for title, on in wanted.items()}
    wanted["Hard date: The board meets"] = (datetime.date(2041, 4, 1), datetime.date(2041, 4, 3))
    assert found == wanted, found
    assert len({str(e["UID"]) for e in events}) == len(events)


def sign(ada, mara, plan):
    """Both sign; answers the request's id."""
    people = {s["name"]: s["id"] for s in ada.get(f"/plans/{plan}")["stakeholders"]}
    asked = ada.post(f"/plans/{plan}/sign-offs", {"signers": list(people.values()), "message": "As agreed"})["id"]
    for who, name in [(mara, "Mara Lindt"), (ada, "Ada Reyes")]:
        who.post(f"/plans/{plan}/sign-offs/{asked}/signatures", {"typed_name": name, "consent": True})
    return asked


def main():
    with served() as (url, folder):
        account = {"organization_name": "Orbit", "name": "Ada Reyes", "email": "ada@orbit.example", "password": "quiet-harbour-41-lantern"}
        ada = Caller(url, Caller(url).post("/auth/sign-up", account)["access_token"])
        plan = fill(ada)
        ada.post(f"/plans/{plan}/grants", {"invitees": [{"email": BUYER, "name": "Mara Lindt", "access": "edit"}]})
        secret = re.search(r"#(\S+)", mail_to(folder, BUYER, "").get_body(("plain",)).get_content()).group(1)
        mara = Caller(url, Caller(url).post("/guest/sessions", {"secret": secret})["access_token"])
        for who, hidden in [(ada, True), (mara, False)]:
            file = lambda ending: who.raw("GET", f"/plans/{plan}/export.{ending}")
            text = check_plan_pdf(file("pdf"), ["Mara Lindt", "Ada Reyes", "Nimbus GmbH", "Orbit"])
            assert (HIDDEN in text) == hidden and "Signed" not in text
            check_spreadsheet(file("xlsx"), hidden)
            check_calendar(file("ics"), hidden)
        handed = ada.raw("GET", f"/plans/{plan}/export.pdf?as=buyer")
        assert HIDDEN not in check_plan_pdf(handed, ["Mara Lindt", "Ada Reyes"])
        asked = sign(ada, mara, plan)
        facts = mara.get(f"/plans/{plan}/sign-offs/{asked}/certificate")
        for who in (ada, mara):
            check_certificate(who.raw("GET", f"/plans/{plan}/sign-offs/{asked}/certificate.pdf"), facts)
            assert "Signed" in check_plan_pdf(who.raw("GET", f"/plans/{plan}/export.pdf"), [])
        (attached,) = mail_to(folder, BUYER, "Both sides have signed").iter_attachments()
        assert attached.get_content_type() == "application/pdf" and attached.get_filename() == "certificate-version-1.pdf", attached.get_filename()
        check_certificate(attached.get_content(), facts)
    print("PDF, spreadsheet, calendar and certificate read back as they were made.")


if __name__ == "__main__":
    main()
