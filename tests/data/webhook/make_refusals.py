#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes refusals.json: deliveries that do not verify, each with the cause that the diagnosis has to name.

The signatures are computed here, with Python's hmac, json and gzip modules, so that nothing is both made and
explained by the same code. Run it again after a change: ./make_refusals.py > refusals.json
"""
import base64
import gzip
import hashlib
import hmac
import json
import unicodedata
import urllib.parse
import zlib

SECRET = b"nordlys-portal-secret-7f3a"
HEX_SECRET = b"6e6f72646c79732d706f7274616c2d7365637265742d37663361a0"
BASE64_SECRET = base64.b64encode(bytes(range(200, 232)))
OTHER = b"the-secret-of-another-webhook"
RETIRED = b"the-secret-before-rotation"
OTHER_RETIRED = b"what-the-other-webhook-had-before"
GONE = b"a-secret-that-was-replaced-and-deleted"

EVENT = {
    "Id": "6d1f0b7e-52c1-4e0b-9a53-3e1f7c8f2a10",
    "Url": "https://api.kaunt.com/v1/tenants/0d9c/companies/nordlys/invoicecodingproposals/6d1f0b7e",
    "TenantId": "0d9c4f52-7c1e-4b7a-8d57-0a3b6c1d2e3f",
    "CompanyName": "nordlys",
    "CorrelationId": "c1a5d0f4-9d5e-4c61-8f0e-2b7f6a5c4d3e",
    "EventType": "InvoiceCodingProposalProcessingCompleted",
}
DANISH = dict(EVENT, CompanyName="Ærø & Søn's <Tømrer>+")
ODD = dict(EVENT, CompanyName=None, Amount=12.50, Count=3.0, Big=1e3, Nested={"B": [1, {"Z": True, "A": []}], "A": {}})


def compact(value, **options):
    options.setdefault("ensure_ascii", False)
    return json.dumps(value, separators=(",", ":"), **options).encode()


def printed(value, **options):
    options.setdefault("ensure_ascii", False)
    return json.dumps(value, **options).encode()


PLAIN = compact(EVENT)
NORDIC = compact(DANISH)
cases = []


def mac(key, message, digest="sha256"):
    return hmac.new(key, message, digest).digest()


def text(data):
    try:
        return {"body": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"bodyBase64": base64.b64encode(data).decode()}


def case(name, cause, body=PLAIN, value=None, detail=None, secret=SECRET, headers=None, **more):
    """One delivery; `headers` in full, or `value` for the signature header."""
    if headers is None:
        headers = [["X-Signature-SHA256", value]]
    one = {"name": name, "cause": cause, "detail": detail or {}, "secret": base64.b64encode(secret).decode(),
           "headers": headers}
    one.update(text(body))
    one.update(more)
    cases.append(one)


def signed(name, cause, body=PLAIN, message=None, key=SECRET, detail=None, **more):
    """Signed as Kaunt would, but over another message or with another key."""
    case(name, cause, body, mac(key, body if message is None else message).hex(), detail, **more)


RIGHT = mac(SECRET, PLAIN)
HEX = RIGHT.hex()
B64 = base64.b64encode(RIGHT).decode()


def header_cases():
    case("no header", "header-missing", headers=[["Host", "a"]], detail={"name": "X-Signature-SHA256"})
    case("only about a body", "header-missing",
         headers=[["X-Amz-Content-Sha256", hashlib.sha256(PLAIN).hexdigest()], ["Signature-Input", "sig1=()"]])
    for name in ["X-Signature", "X-Signature-256", "X-Signature-SHA-256", "X_Signature_SHA256", "X-Hub-Signature-256",
                 "X-Kaunt-Signature", "Kaunt-Signature", "X-Signatur-SHA256", "Signature", "Webhook-Signature",
                 "X-Signature-SHA256-Original", "SignatureSHA256", "X-Signature-SHA512", "HTTP_X_SIGNATURE_SHA256",
                 "X-Webhook-Hmac", "X-Sha256-Signature"]:
        case("named " + name, "header-similar", headers=[["Host", "a"], [name, HEX]], detail={"name": name})
    case("named like nothing", "header-similar", headers=[["X-Checksum", HEX]], detail={"name": "X-Checksum"})
    case("similar name, prefix", "header-similar", headers=[["X-Hub-Signature-256", "sha256=" + HEX]],
         detail={"name": "X-Hub-Signature-256", "matches": True})
    case("similar name, wrong value", "header-similar", headers=[["X-Signature", "00" * 32]],
         detail={"name": "X-Signature", "matches": False})
    case("twice the same", "header-repeated", headers=[["X-Signature-SHA256", HEX]] * 2, detail={"count": 2})
    case("twice, one right", "header-repeated",
         headers=[["X-Signature-SHA256", "00" * 32], ["x-signature-sha256", B64]], detail={"count": 2, "matching": 1})
    case("twenty, the last right", "header-repeated",
         headers=[["X-Signature-SHA256", "00" * 32]] * 19 + [["X-Signature-SHA256", HEX]],
         detail={"count": 20, "matching": 1})
    case("joined by a comma", "header-repeated", value=HEX + ", " + HEX, detail={"count": 2, "joined": True})
    case("joined, different", "header-repeated", value=HEX + "," + "00" * 32, detail={"count": 2})
    case("joined with prefixes", "header-repeated", value="sha256=" + HEX + ", sha256=" + HEX, detail={"count": 2})
    case("joined base64", "header-repeated", value=B64 + "," + B64, detail={"count": 2})
    case("written twice", "header-repeated", value=HEX + HEX, detail={"count": 2})
    for name, value in [("empty", ""), ("a word", "signature"), ("undefined", "undefined"), ("unexpanded", "${sig}"),
                        ("object", "[object Object]"), ("not hex", HEX[:-1] + "g"), ("foreign digest", "00" * 31)]:
        case("no signature: " + name, "header-malformed", value=value, detail={"length": len(value)})
    for value in ["", "undefined", "sha256=undefined", "null", "[object Promise]", "${signature}", "{{ signature }}",
                  "System.Byte[]", "[B@6d06d69c", "$SIGNATURE", "%SIGNATURE%", "<signature>", "b''"]:
        case("no signature: unfilled, " + value, "header-malformed", value=value,
             detail={"length": len(value), "reading": "placeholder", "placeholder": value})
    for name, value in [("a short word", "signed"), ("a name of a variable and more", "$SIGNATURE " + HEX[:20]),
                        ("digits", "00" * 20)]:
        case("no signature: not unfilled, " + name, "header-malformed", value=value, detail={"reading": None})
    for name, value, reading in [
            ("double quotes", '"' + HEX + '"', "quoted"), ("single quotes", "'" + HEX + "'", "quoted"),
            ("quoted base64", '"' + B64 + '"', "quoted"), ("Python's bytes", "b'" + HEX + "'", "quoted"),
            ("prefix and quotes", 'sha256="' + HEX + '"', "quoted"), ("angle brackets", "<" + HEX + ">", "quoted"),
            ("quotes around all", '"sha256=' + HEX + '"', "quoted"),
            (".NET's BitConverter", "-".join(HEX[i:i + 2].upper() for i in range(0, 64, 2)), "separated"),
            ("colons", ":".join(HEX[i:i + 2] for i in range(0, 64, 2)), "separated"),
            ("blanks", " ".join(HEX[i:i + 2] for i in range(0, 64, 2)), "separated"),
            ("v1=", "v1=" + HEX, "prefix"), ("sha-256=", "sha-256=" + B64, "prefix"),
            ("hmac-sha256=", "hmac-sha256=" + HEX, "prefix"), ("0x", "0x" + HEX, "prefix"),
            ("HMAC", "HMAC " + HEX, "prefix"), ("sha256:", "sha256:" + HEX, "prefix"),
            ("Bearer", "Bearer " + B64, "prefix"),
            ("sha256= and a blank", "sha256= " + HEX, "whitespace"), ("blanks around", " " + HEX + " ", "whitespace"),
            ("percent-encoded", urllib.parse.quote(B64, safe=""), "escaped"),
            ("header line", "X-Signature-SHA256: " + HEX, "header-line"),
            ("header line, base64", "X-Signature-SHA256: " + B64, "header-line"),
            ("an encoded newline behind", HEX + "%0A", "escaped"),
            ("base64 of a prefix and hex", base64.b64encode(b"sha256=" + HEX.encode()).decode(), "base64-of-hex"),
            ("base64 of hex", base64.b64encode(HEX.encode()).decode(), "base64-of-hex"),
            ("base64 of upper hex", base64.b64encode(HEX.upper().encode()).decode(), "base64-of-hex"),
            ("hex of base64", B64.encode().hex(), "hex-of-base64"),
            ("hex of hex", HEX.encode().hex(), "hex-of-hex"),
            ("base64 twice", base64.b64encode(B64.encode()).decode(), "base64-of-base64"),
            ("too much padding", B64 + "=", "base64-variant"), ("semicolon behind", HEX + ";", None)]:
        case("written otherwise: " + name, "header-malformed", value=value,
             detail={"reading": reading} if reading else {})
    plus = next(PLAIN[:-1] + b" " * n + b"}" for n in range(99)
                if b"+" in base64.b64encode(mac(SECRET, PLAIN[:-1] + b" " * n + b"}")))
    case("plus as blank", "header-malformed", body=plus,
         value=base64.b64encode(mac(SECRET, plus)).decode().replace("+", " "), detail={"reading": "escaped"})
    for name, value in [("63 digits", HEX[:63]), ("62 digits", HEX[:62]), ("40 digits", HEX[:40]),
                        ("32 digits", HEX[:32]), ("16 digits", HEX[:16]), ("upper case", HEX[:48].upper()),
                        ("base64", B64[:40]), ("base64, 42", B64[:42]), ("prefix", "sha256=" + HEX[:57]),
                        ("base64 of half", base64.b64encode(RIGHT[:16]).decode())]:
        case("cut off: " + name, "header-truncated", value=value, detail={"length": len(value)})
    case("cut off by dots", "header-truncated", value=HEX[:20] + "...")
    case("cut off by an ellipsis", "header-truncated", value=HEX[:20] + "\u2026".encode().decode("latin-1"))

def clear_cases():
    """A secret in the clear, wherever it stands."""
    told = {"reading": "secret", "secret": "current"}
    basic = base64.b64encode(b"kaunt:" + SECRET).decode()
    for name, value in [("X-Signature", SECRET.decode()), ("X-Api-Key", SECRET.decode()), ("X-Token", SECRET.hex()),
                        ("Authorization", "Bearer " + SECRET.decode()), ("Authorization", "Basic " + basic),
                        ("X-Auth", "key=" + SECRET.decode())]:
        case("the secret in %s: %s" % (name, value[:6]), "header-similar", headers=[["Host", "a"], [name, value]],
             detail=dict(told, name=name, matches=False))
    for name, value in [("secret", SECRET.decode()), ("key", base64.b64encode(SECRET).decode())]:
        case("the secret in the query, as " + name, "header-missing", headers=[["Host", "a"]],
             target="/hook?a=1&%s=%s" % (name, value), detail=dict(told, parameter=name))
    for name, value in [("a prefix", "sha256=" + SECRET.decode()), ("Basic", "Basic " + basic),
                        ("base64", base64.b64encode(SECRET).decode()), ("hex", SECRET.hex())]:
        case("the secret in place of the signature: " + name, "header-malformed", value=value, detail=told)
    long = b"kN8sQ2vX7rT4wZ1yB6mD9fH3jL5pC0aE"
    case("the secret in place of the signature, which reads as one", "header-malformed", secret=long,
         value=base64.b64encode(long).decode(), detail=told)
    case("the retired secret in a header", "header-similar", headers=[["X-Api-Key", RETIRED.decode()]],
         detail={"reading": "secret", "secret": "retired", "retired": True, "endpoint": None})
    case("another endpoint's secret in a header", "header-similar", headers=[["X-Api-Key", OTHER.decode()]],
         detail={"reading": "secret", "secret": "theirs", "retired": None, "endpoint": "other"})
    case("another endpoint's retired secret in the query", "header-missing", headers=[["Host", "a"]],
         target="/hook?key=" + OTHER_RETIRED.decode(),
         detail={"reading": "secret", "secret": "theirs before", "retired": True, "endpoint": "other"})
    case("another endpoint's secret in place of the signature", "header-malformed", value=OTHER.decode(),
         detail={"reading": "secret", "secret": "theirs", "retired": None, "endpoint": "other"})
    case("an address that is a secret", "header-missing", headers=[["Host", "localhost:8787"]], secret=b"localhost",
         detail={"reading": None})


def header_layer_cases():
    """What is wrong with the header besides what it holds."""
    def layered(name, layers, headers, detail=None, **more):
        case("header: " + name, layers[0], headers=headers, detail=dict(detail or {}, layers=layers), **more)

    def own(value):
        return [["X-Signature-SHA256", value]]
    stamped = mac(SECRET, b"1769864531." + PLAIN).hex()
    layered("Stripe's, cut off", ["header-truncated", "signed-string"], own("t=1769864531,v1=" + stamped[:40]),
            {"form": "timestamp.body"}, method="POST", target="/webhooks/kaunt")
    layered("HMAC-SHA1 in quotes", ["header-malformed", "other-algorithm"],
            own('"' + mac(SECRET, PLAIN, "sha1").hex() + '"'), {"reading": "quoted", "algorithm": "hmac-sha1"})
    earlier = compact(dict(EVENT, Id="another"))
    digest = mac(SECRET, earlier).hex()
    known = {"verified": {"4": digest}}
    other = "signature-of-other-delivery"
    layered("another delivery's, cut off", ["header-truncated", other], own(digest[:40]), {"delivery": 4}, **known)
    layered("another delivery's, in quotes", ["header-malformed", other], own('"' + digest + '"'),
            {"delivery": 4, "reading": "quoted"}, **known)
    layered("another delivery's, under another name", ["header-similar", other], [["X-Signature", digest]],
            {"delivery": 4, "name": "X-Signature", "matches": False}, **known)
    for name, value in [("empty", ""), ("foreign", "00" * 32)]:
        case("header: ours is %s, and another has the right value" % name, "header-similar",
             headers=[["X-Signature-SHA256", value], ["X-Original-Signature", HEX]],
             detail={"name": "X-Original-Signature", "matches": True, "present": True})


def algorithm_cases():
    for name in ["sha1", "sha224", "sha384", "sha512", "md5"]:
        digest = mac(SECRET, PLAIN, name)
        case("HMAC " + name, "other-algorithm", value=digest.hex(), detail={"algorithm": "hmac-" + name})
        case("HMAC base64 " + name, "other-algorithm", value=base64.b64encode(digest).decode(),
             detail={"algorithm": "hmac-" + name})
    case("HMAC sha1 with prefix", "other-algorithm", value="sha1=" + mac(SECRET, PLAIN, "sha1").hex(),
         detail={"algorithm": "hmac-sha1"})
    case("HMAC sha512 with prefix", "other-algorithm", value="sha512=" + mac(SECRET, PLAIN, "sha512").hex(),
         detail={"algorithm": "hmac-sha512"})
    case("HMAC sha3-224", "other-algorithm", value=mac(SECRET, PLAIN, "sha3_224").hex(),
         detail={"algorithm": "hmac-sha3-224"})
    case("HMAC sha3", "other-algorithm", value=mac(SECRET, PLAIN, "sha3_256").hex(),
         detail={"algorithm": "hmac-sha3-256"})
    case("HMAC sha512, first half", "other-algorithm", value=mac(SECRET, PLAIN, "sha512")[:32].hex(),
         detail={"algorithm": "hmac-sha512", "bytes": 32})
    for name, digest, message in [("sorted", "sha1", compact(EVENT, sort_keys=True)),
                                  ("in camel case", "sha512", compact(camel(EVENT))),
                                  ("as PHP prints it", "sha1", php(EVENT)), ("sorted", "md5", compact(EVENT, sort_keys=True)),
                                  ("in UTF-16", "sha512", PLAIN.decode().encode("utf-16-le")),
                                  ("in base64", "sha1", base64.b64encode(PLAIN))]:
        cause = {"in UTF-16": "body-charset"}.get(name, "body-reserialised")
        case("HMAC %s of the body %s" % (digest, name), "other-algorithm", value=mac(SECRET, message, digest).hex(),
             detail={"algorithm": "hmac-" + digest, "layers": ["other-algorithm", cause]})
    for name in ["sha256", "sha1", "sha512", "md5"]:
        case("no key: " + name, "other-algorithm", value=hashlib.new(name, PLAIN).hexdigest(),
             detail={"algorithm": name, "unkeyed": True, "secret": None, "ofSecrets": None})
    for algorithm, data in [("sha256-of-secret-and-body", SECRET + PLAIN), ("sha256-of-body-and-secret", PLAIN + SECRET)]:
        case(algorithm, "other-algorithm", value=hashlib.sha256(data).hexdigest(), detail={"algorithm": algorithm})
    for mark in [".", ":", "|"]:
        data = mark.encode().join([SECRET, PLAIN])
        case("sha256 of secret%sbody" % mark, "other-algorithm", value=hashlib.sha256(data).hexdigest(),
             detail={"algorithm": "sha256-of-secret-and-body"})
    for mark in ["\n", "_", "-", "/", ";", " ", "::"]:
        data = mark.encode().join([SECRET, PLAIN])
        case("sha256 of the secret, %r and the body" % mark, "other-algorithm", value=hashlib.sha256(data).hexdigest(),
             detail={"algorithm": "sha256-of-secret-and-body", "layers": None})
    case("sha256 of the body between secrets", "other-algorithm",
         value=hashlib.sha256(SECRET + PLAIN + SECRET).hexdigest(), detail={"algorithm": "sha256-of-secret-body-secret"})
    for name in ["sha1", "sha512", "md5"]:
        case("swapped, " + name, "other-algorithm", value=mac(PLAIN, SECRET, name).hex(),
             detail={"algorithm": "hmac-%s-swapped" % name})
    case("sha256 of the right digest", "other-algorithm", value=hashlib.sha256(RIGHT).hexdigest(),
         detail={"algorithm": "sha256-of-hmac-sha256"})
    case("swapped", "other-algorithm", value=mac(PLAIN, SECRET).hex(), detail={"algorithm": "hmac-sha256-swapped"})
    case("of a hash", "other-algorithm", value=mac(SECRET, hashlib.sha256(PLAIN).hexdigest().encode()).hex(),
         detail={"algorithm": "hmac-sha256-of-sha256"})


    for name in ["sha256", "sha1", "sha512", "md5"]:
        case("a token that is the same with every body: " + name, "other-algorithm",
             value=hashlib.new(name, SECRET).hexdigest(),
             detail={"algorithm": name + "-of-secret", "unkeyed": None, "layers": None, "secret": "current"})
    case("no key, of an empty body", "other-algorithm", value=hashlib.sha256(b"").hexdigest(),
         detail={"algorithm": "sha256", "unkeyed": True, "layers": ["other-algorithm", "body-empty-signed"]})
    case("HMAC sha1 of an empty body", "other-algorithm", value=mac(SECRET, b"", "sha1").hex(),
         detail={"algorithm": "hmac-sha1", "layers": ["other-algorithm", "body-empty-signed"]})
    case("sha1 of the body and the secret", "other-algorithm", value=hashlib.sha1(PLAIN + SECRET).hexdigest(),
         detail={"algorithm": "sha1-of-body-and-secret", "layers": None})


def own_secret_cases():
    """A blank of ours is the cause, whoever else has the secret as it is."""
    for name, ours, key, cause, detail in [
            ("a blank; it is another endpoint's", OTHER + b" ", OTHER, "secret-whitespace",
             {"side": "configured", "otherEndpoint": "other"}),
            ("a newline; it was replaced", RETIRED + b"\n", RETIRED, "secret-whitespace",
             {"side": "configured", "retiredSecret": "retired"}),
            ("hex; it is another endpoint's", OTHER.hex().encode(), OTHER, "secret-encoded",
             {"encoding": "hex", "otherEndpoint": "other"}),
            ("quotes; it was replaced", b'"' + RETIRED + b'"', RETIRED, "secret-quoted",
             {"change": "removed", "retiredSecret": "retired"})]:
        signed("ours has " + name, cause, secret=ours, key=key, detail=dict(detail, secret="current", layers=None))
    signed("ours has a blank, and LF came", "secret-whitespace", PLAIN + b"\n", PLAIN, secret=RETIRED + b" ",
           key=RETIRED, detail={"layers": ["secret-whitespace", "body-newline"]})


def secret_cases():
    white = {"side": "sender"}
    for name, key in [("LF", SECRET + b"\n"), ("CRLF", SECRET + b"\r\n"), ("blank", SECRET + b" "),
                      ("blank before", b" " + SECRET), ("tab", SECRET + b"\t"), ("LF before", b"\n" + SECRET),
                      ("blanks around", b" " + SECRET + b" "), ("NBSP", SECRET + b"\xc2\xa0"),
                      ("BOM before", b"\xef\xbb\xbf" + SECRET), ("zero width", SECRET + b"\xe2\x80\x8b")]:
        signed("sender's secret: " + name, "secret-whitespace", key=key, detail=white)
        signed("our secret: " + name, "secret-whitespace", secret=key, detail={"side": "configured"})
    signed("our secret has LF, sender's CRLF", "secret-whitespace", secret=SECRET + b"\n", key=SECRET + b"\r\n")
    signed("our secret wrapped", "secret-whitespace", secret=SECRET[:9] + b"\n" + SECRET[9:])
    for name, ours, key, encoding in [
            ("hex decoded", HEX_SECRET, bytes.fromhex(HEX_SECRET.decode()), "hex"),
            ("upper hex decoded", HEX_SECRET.upper(), bytes.fromhex(HEX_SECRET.decode()), "hex"),
            ("base64 decoded", BASE64_SECRET, base64.b64decode(BASE64_SECRET), "base64"),
            ("base64 decoded, no padding", BASE64_SECRET.rstrip(b"="), base64.b64decode(BASE64_SECRET), "base64"),
            ("base64url decoded", base64.urlsafe_b64encode(b"\xff\xfe\xfa" * 9), b"\xff\xfe\xfa" * 9, "base64url"),
            ("Standard Webhooks", b"whsec_" + BASE64_SECRET, base64.b64decode(BASE64_SECRET), "base64"),
            ("base32 decoded", base64.b32encode(SECRET), SECRET, "base32"),
            ("hex encoded", SECRET, SECRET.hex().encode(), "hex"),
            ("upper hex encoded", SECRET, SECRET.hex().upper().encode(), "hex"),
            ("base64 encoded", SECRET, base64.b64encode(SECRET), "base64"),
            ("URL-encoded", b"a b/c+d&e-7f3a9921", b"a%20b%2Fc%2Bd%26e-7f3a9921", "url"),
            ("URL-decoded", b"a%20b%2Fc%2Bd%26e-7f3a9921", b"a b/c+d&e-7f3a9921", "url"),
            ("HTML-escaped", b"a<b&c-7f3a99210", b"a&lt;b&amp;c-7f3a99210", "html"),
            ("UTF-16", SECRET, SECRET.decode().encode("utf-16-le"), "utf-16le"),
            ("Latin-1", "sødlys-7f3a".encode(), "sødlys-7f3a".encode("latin-1"), "iso-8859-1"),
            ("SHA-256 of it", SECRET, hashlib.sha256(SECRET).hexdigest().encode(), "sha256-hex"),
            ("upper case", HEX_SECRET, HEX_SECRET.upper(), "upper-case")]:
        signed("secret: " + name, "secret-encoded", secret=ours, key=key, detail={"encoding": encoding})
    for name, quotes in [("double", b'""'), ("single", b"''"), ("backquotes", b"``"), ("angle", b"<>")]:
        whole = quotes[:1] + SECRET + quotes[1:]
        signed("our secret in quotes: " + name, "secret-quoted", secret=whole, detail={"change": "removed"})
        signed("sender's secret in quotes: " + name, "secret-quoted", key=whole, detail={"change": "added"})
    signed("typographic quotes", "secret-quoted", secret="“".encode() + SECRET + "”".encode())
    signed("escaped quotes", "secret-quoted", secret=b'\\"' + SECRET + b'\\"')
    signed("an assignment", "secret-quoted", secret=b"KAUNT_WEBHOOK_SECRET=" + SECRET)
    signed("an assignment in quotes", "secret-quoted", secret=b'export KAUNT_SECRET="' + SECRET + b'"')
    signed("a comma behind", "secret-quoted", secret=b'"' + SECRET + b'",')
    signed("retired", "secret-retired", key=RETIRED, detail={"secret": "retired"})
    signed("other endpoint", "secret-of-other-endpoint", key=OTHER, detail={"endpoint": "other"})
    signed("quoted with a blank", "secret-whitespace", secret=b'"' + SECRET + b'" ',
           detail={"layers": ["secret-whitespace", "secret-quoted"]})
    signed("base64 of secret and LF", "secret-encoded", secret=base64.b64encode(SECRET + b"\n"), key=SECRET,
           detail={"encoding": "base64"})
    signed("hex with LF", "secret-whitespace", secret=HEX_SECRET + b"\n", key=bytes.fromhex(HEX_SECRET.decode()),
           detail={"layers": ["secret-whitespace", "secret-encoded"]})


def secret_slip_cases():
    for name, ours, key, encoding in [
            ("ours pasted twice", BASE64_SECRET * 2, BASE64_SECRET, "twice"),
            ("sender's twice", SECRET, SECRET * 2, "twice"),
            ("ours lost its padding", BASE64_SECRET.rstrip(b"="), BASE64_SECRET, "padding"),
            ("ours has a letter more", SECRET + b"x", SECRET, "character"),
            ("ours has a letter more, 32 digits", BASE64_SECRET[:32] + b"A", BASE64_SECRET[:32], "character"),
            ("ours has an é more", SECRET + "é".encode(), SECRET, "character"),
            ("sender's lacks the last", SECRET, SECRET[:-1], "character"),
            ("ours lacks the first", SECRET[1:], SECRET, "character"),
            ("cut at a comment", b"abc123#def456", b"abc123", "cut"),
            ("the first 16", SECRET, SECRET[:16], "cut"),
            ("a typographic dash", SECRET.replace(b"-", "–".encode()), SECRET, "dash"),
            ("Guid.ToByteArray", b"00112233-4455-6677-8899-aabbccddeeff",
             bytes.fromhex("33221100554477668899aabbccddeeff"), "uuid"),
            ("decoded to text", b"//6A//6A//6A", b"\xff\xfe\x80".decode("utf-8", "replace").encode() * 3, "base64"),
            ("hex with colons", HEX_SECRET.hex(":").encode(), HEX_SECRET.hex().encode(), "separators"),
            ("SHA-512 of it", SECRET, hashlib.sha512(SECRET).digest(), "sha512")]:
        signed("secret: " + name, "secret-encoded", secret=ours, key=key, detail={"encoding": encoding})
    for key in [b"", b"undefined", b"null", b"changeme", b"${KAUNT_WEBHOOK_SECRET}"]:
        signed("no secret but " + key.decode(), "secret-encoded", key=key,
               detail={"encoding": "placeholder", "placeholder": key.decode()})
    for name, mark in [("ZWNJ", "\u200c"), ("LRM", "\u200e"), ("LS", "\u2028"), ("NEL", "\u0085"), ("soft hyphen", "\u00ad")]:
        signed("our secret begins with " + name, "secret-whitespace", secret=mark.encode() + SECRET,
               detail={"side": "configured"})
        signed("our secret has within " + name, "secret-whitespace", secret=SECRET[:5] + mark.encode() + SECRET[5:],
               detail={"side": "configured"})
    signed("our secret ends with a written newline", "secret-whitespace", secret=SECRET + b"\\n",
           detail={"side": "configured"})
    for name, ours, key, quotes in [
            ("brackets", b"[" + SECRET + b"]", SECRET, "["), ("JSON", b'{"secret":"' + SECRET + b'"}', SECRET, '{"":""}'),
            ("sender's assignment", SECRET, b"KAUNT_WEBHOOK_SECRET=" + SECRET, "KAUNT_WEBHOOK_SECRET="),
            ("shell escapes", b"a\\$b\\!cdefghijkl", b"a$b!cdefghijkl", "\\")]:
        signed("secret: " + name, "secret-quoted", secret=ours, key=key, detail={"quotes": quotes})


def secret_key_cases():
    """Keys that languages, shells and forms make of a secret."""
    def key(name, ours, theirs, encoding, **more):
        signed("key: " + name, "secret-encoded", secret=ours, key=theirs,
               detail=dict({"encoding": encoding, "layers": None}, **more))
    long = base64.b64encode(bytes(range(75)))
    key("its first 20", SECRET, SECRET[:20], "cut", at="20", part=None)
    key("its last 12", SECRET, SECRET[-12:], "cut", at="12", part="end")
    key("without two at the end", SECRET, SECRET[:-2], "cut", at=str(len(SECRET) - 2), part=None)
    key("as much as bcrypt takes", long, long[:72], "cut", at="72")
    marks = b"ab+cd/ef=gh ij~7f3a"
    for name, theirs in [("HttpUtility", b"ab%2bcd%2fef%3dgh+ij%7e7f3a"), ("quote", b"ab%2Bcd/ef%3Dgh%20ij~7f3a"),
                         ("encodeURI", b"ab+cd/ef=gh%20ij~7f3a"), ("quote_plus", b"ab%2Bcd%2Fef%3Dgh+ij~7f3a"),
                         ("lower digits", b"ab%2bcd%2fef%3dgh%20ij~7f3a"),
                         ("URLEncoder", b"ab%2Bcd%2Fef%3Dgh+ij%7E7f3a")]:
        key("in a URL, " + name, marks, theirs, "url", change="encoded")
    key("a shell's argument", b"pa$5word-7f3a", b"paword-7f3a", "variable", at="$")
    key("a shell's variable", b"pa${X5}word-7f3a", b"paword-7f3a", "variable", at="$")
    key("make's variable", b"pa$word-7f3a", b"paord-7f3a", "variable", at="$")
    key("a variable of cmd", b"pa%X%word-7f3a", b"paword-7f3a", "variable", at="%")
    for mark in "$&!":
        key("cut at a shell's " + mark, b"password" + mark.encode() + b"-7f3a", b"password", "cut", at=mark)
    guid = "00112233-4455-6677-8899-aabbccddeeff"
    bare = guid.replace("-", "")
    for ours, theirs, variant in [(guid.upper(), bare, "digits"), (guid.upper(), "{" + guid + "}", "braces"),
                                  (bare.upper(), guid.upper(), "dashed"),
                                  ("{" + guid.upper() + "}", guid, "dashed"),
                                  (guid, base64.b64encode(bytes.fromhex(bare)).decode(), "base64")]:
        key("a GUID, %s for %s" % (theirs, ours), ours.encode(), theirs.encode(), "uuid", variant=variant)
    mixed = b"NordlysPortal-7f3a"
    key("in the other case", mixed, mixed.swapcase(), "swapped-case")
    key("with a capital", SECRET, SECRET.capitalize(), "title-case")
    for name, theirs, encoding in [
            ("MD5", hashlib.md5(SECRET).digest(), "md5"), ("SHA-1", hashlib.sha1(SECRET).digest(), "sha1"),
            ("SHA-512 in hex", hashlib.sha512(SECRET).hexdigest().encode(), "sha512-hex"),
            ("SHA-256 in upper hex", hashlib.sha256(SECRET).hexdigest().upper().encode(), "sha256-hex"),
            ("UTF-32", SECRET.decode().encode("utf-32-le"), "utf-32le")]:
        key(name, SECRET, theirs, encoding)
    key("JSON's slashes", b"ab/cd&ef-7f3a", b"ab\\/cd&ef-7f3a", "json")
    key("JSON's units", b"ab/cd&ef-7f3a", b"ab/cd\\u0026ef-7f3a", "json")
    for placeholder in ["{{KAUNT_WEBHOOK_SECRET}}", "process.env.KAUNT_WEBHOOK_SECRET", "********"]:
        key(placeholder, SECRET, placeholder.encode(), "placeholder", placeholder=placeholder)
    for label in [b"KAUNT_SECRET=", b"Secret=", b"webhookSecret=", b"key="]:
        signed("key: behind " + label.decode(), "secret-quoted", key=label + SECRET,
               detail={"quotes": label.decode(), "change": "added"})
    for quotes in ["‹›", "＂＂"]:
        signed("key: in " + quotes, "secret-quoted", key=quotes[0].encode() + SECRET + quotes[1].encode(),
               detail={"quotes": quotes[0], "change": "added"})
    signed("key: a line of a settings file", "secret-quoted", secret=b'"' + SECRET + b'" # prod',
           detail={"quotes": "#", "change": "removed", "layers": None})
    for name, blank in [("SPACE CRLF", b" \r\n"), ("LF LF LF", b"\n\n\n"), ("TAB TAB", b"\t\t"),
                        ("SPACE SPACE SPACE", b"   "), ("U+00AD", b"\xc2\xad"), ("U+3000", b"\xe3\x80\x80"),
                        ("VT", b"\v"), ("SUB", b"\x1a")]:
        signed("key: %s behind it" % name, "secret-whitespace", key=SECRET + blank,
               detail={"side": "sender", "at": "end", "characters": name, "layers": None})


def secret_surplus_cases():
    """What belongs to no secret is ours where it stands here, whatever else would reproduce the key."""
    for name, quotes in [("Danish", "””"), ("German", "„“"), ("Polish", "„”"), ("guillemets inwards", "»«"),
                         ("single", "’’"), ("low single", "‚‘"), ("primes", "′′"), ("full width", "＂＂")]:
        whole = quotes[0].encode() + SECRET + quotes[1].encode()
        signed("our secret in typographic quotes: " + name, "secret-quoted", secret=whole,
               detail={"quotes": quotes[0], "change": "removed"})
    for quotes in ["””", "„“", "»«", "’’"]:
        signed("sender's secret in " + quotes, "secret-quoted",
               key=quotes[0].encode() + SECRET + quotes[1].encode(), detail={"quotes": quotes[0], "change": "added"})
    signed("French quotes", "secret-quoted", secret="«\u00a0".encode() + SECRET + "\u00a0»".encode(),
           detail={"quotes": "«", "change": "removed"})
    for name, ours, mark in [("a bullet", "• ".encode() + SECRET, "•"), ("an ellipsis", SECRET + "…".encode(), "…"),
                             ("an em dash", "—".encode() + SECRET, "—"), ("0x", b"0x" + SECRET, "0x"),
                             ("a list's dash", b"- " + SECRET, "- "), ("base64:", b"base64:" + SECRET, "base64:"),
                             ("bytes of Python", b"b'" + SECRET + b"'", "b'"),
                             ("HTML's quotes", b"&quot;" + SECRET + b"&quot;", "&quot;"),
                             ("a URL's quotes", b"%22" + SECRET + b"%22", "%22"),
                             ("two kinds of quotes", b"'\"" + SECRET + b"\"'", "'\"")]:
        signed("copied along: " + name, "secret-quoted", secret=ours, detail={"quotes": mark, "change": "removed"})
    signed("0x before what is decoded", "secret-quoted", secret=b"0x" + HEX_SECRET,
           key=bytes.fromhex(HEX_SECRET.decode()), detail={"layers": ["secret-quoted", "secret-encoded"]})
    colons = b":".join(HEX_SECRET[i:i + 2] for i in range(0, len(HEX_SECRET), 2))
    signed("our secret with colons", "secret-encoded", secret=colons, key=HEX_SECRET,
           detail={"encoding": "separators"})
    guid = b"00112233-4455-6677-8899-aabbccddeeff"
    signed("a GUID without dashes", "secret-encoded", secret=guid, key=guid.replace(b"-", b""),
           detail={"encoding": "uuid", "variant": "digits"})
    signed("a GUID's bytes", "secret-encoded", secret=guid, key=bytes.fromhex(guid.replace(b"-", b"").decode()),
           detail={"encoding": "uuid", "variant": "bytes"})
    for name, before, at, characters in [("a BOM", "\ufeff", "start", "BOM"), ("a tab", "\t", "start", "TAB")]:
        signed("white space by name: " + name, "secret-whitespace", secret=before.encode() + SECRET,
               detail={"side": "configured", "at": at, "characters": characters})
    for name, mark, characters in [("a soft hyphen", "\u00ad", "U+00AD"), ("a hard blank", "\u00a0", "NBSP")]:
        signed("white space within: " + name, "secret-whitespace", secret=SECRET[:5] + mark.encode() + SECRET[5:],
               detail={"at": "within", "characters": characters, "position": 6})
    signed("white space by name: CRLF", "secret-whitespace", secret=SECRET + b"\r\n", detail={"characters": "CRLF"})


def secret_writing_cases():
    """Which of several writings it is, and that no text is taken for white space."""
    wide = SECRET.decode().encode("utf-16-le")
    mojibake = "sødlys-blåbær-7f3a"
    once = base64.b64encode(SECRET + b"\n") + b"\n"
    for name, ours, key, encoding, change in [
            ("ours is UTF-16", wide, SECRET, "utf-16le", "decoded"),
            ("ours was read in another charset", mojibake.encode().decode("latin-1").encode(), mojibake.encode(),
             "utf-8-twice", "decoded"),
            ("sender's of PowerShell", SECRET, base64.b64encode(wide), "base64-of-utf-16le", "encoded"),
            ("ours twice by the shell", base64.b64encode(once), SECRET, "base64-twice", "decoded"),
            ("sender's twice by the shell", SECRET, base64.b64encode(once), "base64-twice", "encoded"),
            ("ours of a Compose file", b"ab$$cd$$ef-7f3a", b"ab$cd$ef-7f3a", "doubled-dollar", "decoded"),
            ("sender's of a Compose file", b"ab$cd$ef-7f3a", b"ab$$cd$$ef-7f3a", "doubled-dollar", "encoded")]:
        signed("writing: " + name, "secret-encoded", secret=ours, key=key,
               detail={"encoding": encoding, "change": change, "layers": None})
    signed("writing: ours of PowerShell", "secret-encoded", secret=base64.b64encode(wide), key=SECRET,
           detail={"layers": ["secret-encoded", "secret-encoded"], "encoding": "base64"})
    signed("writing: Standard Webhooks", "secret-encoded", secret=b"whsec_" + BASE64_SECRET,
           key=base64.b64decode(BASE64_SECRET), detail={"encoding": "base64", "variant": "standard-webhooks"})
    for name, ours, key, encoding in [
            ("decoded to UTF-8 text", base64.b64encode(b"\xff\xfe\x80\x81ab"), "\ufffd\ufffd\ufffd\ufffdab".encode(), "base64"),
            ("decoded, to a C text", base64.b64encode(b"ab\xf7cd\0efgh\xf0"), b"ab\xf7cd", "base64")]:
        signed("writing: " + name, "secret-encoded", secret=ours, key=key, detail={"encoding": encoding})


def ending_cases():
    pretty = printed(EVENT, indent=2)
    windows = pretty.replace(b"\n", b"\r\n")
    for name, received, message, change in [
            ("LF went", PLAIN, PLAIN + b"\n", "removed"), ("LF came", PLAIN + b"\n", PLAIN, "added"),
            ("CRLF went", PLAIN, PLAIN + b"\r\n", "removed"), ("CRLF came", PLAIN + b"\r\n", PLAIN, "added"),
            ("CR came", PLAIN + b"\r", PLAIN, "added"), ("two LF came", PLAIN + b"\n\n", PLAIN, "added"),
            ("LF came in front", b"\n" + PLAIN, PLAIN, "added"), ("LF went in front", PLAIN, b"\n" + PLAIN, "removed"),
            ("LF went from lines", pretty, pretty + b"\n", "removed"), ("empty, LF went", b"", b"\n", "removed")]:
        signed("newline: " + name, "body-newline", received, message, detail={"change": change})
    for name, received, message, ends in [
            ("LF from CRLF", pretty, windows, ("LF", "CRLF")), ("CRLF from LF", windows, pretty, ("CRLF", "LF")),
            ("only at the end", PLAIN + b"\r\n", PLAIN + b"\n", ("CRLF", "LF")),
            ("at the end, other way", PLAIN + b"\n", PLAIN + b"\r\n", ("LF", "CRLF")),
            ("CR from LF", pretty.replace(b"\n", b"\r"), pretty, ("CR", "LF")),
            ("curl --data", pretty.replace(b"\n", b""), pretty, ("none", "LF")),
            ("curl --data of a file", pretty.replace(b"\n", b""), pretty + b"\n", ("none", "LF")),
            ("doubled CR", windows.replace(b"\r\n", b"\r\r\n"), windows, ("CR CR LF", "CRLF"))]:
        signed("line ends: " + name, "body-line-endings", received, message,
               detail={"received": ends[0], "signed": ends[1]})
    for name, edge in [("SPACE", b" "), ("TAB", b"\t"), ("NUL", b"\0"), ("COMMA", b",")]:
        for change, received, message in [("added", PLAIN + edge, PLAIN), ("removed", PLAIN, PLAIN + edge)]:
            signed("edge: %s %s" % (name, change), "body-newline", received, message,
                   detail={"change": change, "newline": name, "at": "end"}, target="/webhooks/kaunt")
        signed("edge: %s lost in front" % name, "body-newline", PLAIN, edge + PLAIN,
               detail={"change": "removed", "newline": name, "at": "start"}, target="/webhooks/kaunt")
    for name, bytes_ in [("LF LF LF", b"\n\n\n"), ("CRLF CRLF", b"\r\n\r\n"), ("LF SPACE", b"\n "),
                         ("SPACE LF", b" \n"), ("SPACE SPACE", b"  "), ("NUL NUL", b"\0\0")]:
        signed("edge: %s lost" % name, "body-newline", PLAIN, PLAIN + bytes_,
               detail={"change": "removed", "newline": name, "at": "end", "layers": None})
    for name, bytes_ in [("CRLF", b"\r\n"), ("CR", b"\r"), ("LF LF", b"\n\n"), ("SPACE SPACE", b"  ")]:
        signed("edge: %s lost from the front" % name, "body-newline", PLAIN, bytes_ + PLAIN,
               detail={"change": "removed", "newline": name, "at": "start", "layers": None})
    for blank in [b"\n\n\n", b"\r\n\r\n", b"\r\n\n"]:
        signed("edge: in front came %r" % blank, "body-newline", blank + PLAIN, PLAIN,
               detail={"change": "added", "newline": "several", "at": "start", "layers": None})
    for name, character in [("NBSP", "\u00a0"), ("NEL", "\u0085"), ("LS", "\u2028"), ("ZWSP", "\u200b")]:
        for at, received in [("start", character.encode() + PLAIN), ("end", PLAIN + character.encode())]:
            signed("edge: %s came at the %s" % (name, at), "body-newline", received, PLAIN,
                   detail={"change": "added", "newline": name, "at": at, "layers": None})
    bom = b"\xef\xbb\xbf"
    signed("BOM came at the end", "body-bom", PLAIN + bom, PLAIN, detail={"change": "added", "at": "end", "layers": None})
    signed("BOM came, read as Windows-1252", "body-bom", "\u00ef\u00bb\u00bf".encode() + PLAIN, PLAIN,
           detail={"change": "added", "received": "utf-8-twice", "layers": None})
    signed("one of two BOMs went", "body-bom", bom + PLAIN, bom + bom + PLAIN, detail={"change": "removed"})
    signed("a second BOM came", "body-bom", bom + bom + PLAIN, bom + PLAIN, detail={"change": "added"})
    signed("BOM went", "body-bom", PLAIN, bom + PLAIN, detail={"change": "removed"})
    signed("BOM came", "body-bom", bom + PLAIN, PLAIN, detail={"change": "added"})
    signed("BOM came, LF went", "body-bom", bom + PLAIN, PLAIN + b"\n", detail={"layers": ["body-bom", "body-newline"]})
    signed("line ends and newline", "body-line-endings", pretty, windows + b"\r\n",
           detail={"layers": ["body-line-endings", "body-newline"]})


def javascript(value):
    return compact(value)


def php(value):
    return compact(value, ensure_ascii=True).replace(b"/", b"\\/")


def go(value):
    return compact(value).replace(b"&", b"\\u0026").replace(b"<", b"\\u003c").replace(b">", b"\\u003e")


def dotnet(value):
    out = ""
    for c in compact(value).decode():
        out += "\\u%04X" % ord(c) if c in "&'+<>`" or ord(c) > 126 else c
    return out.encode()


def camel(value):
    return {key[:1].lower() + key[1:]: each for key, each in value.items()}


def jackson(value):
    return ("{\n" + ",\n".join('  "%s" : %s' % (k, json.dumps(v)) for k, v in value.items()) + "\n}").encode()


def printing_cases():
    def form(name, received, message, word, **more):
        signed("printed: " + name, "body-reserialised", received, message, detail=dict({"form": word}, **more))
    form("compact from indent-2", printed(EVENT, indent=2), PLAIN, "compact")
    form("compact from spaced", printed(EVENT), PLAIN, "compact")
    form("compact from tabs", printed(EVENT, indent="\t"), PLAIN, "compact")
    form("compact from by hand", b"{ " + PLAIN[1:-1].replace(b',"', b' ,\n  "') + b" }", PLAIN, "compact")
    form("spaced", PLAIN, printed(EVENT), "spaced")
    form("indent-2", PLAIN, printed(EVENT, indent=2), "indent-2")
    form("indent-4", PLAIN, printed(EVENT, indent=4), "indent-4")
    form("tab", PLAIN, printed(EVENT, indent="\t"), "tab")
    form("indent-3", PLAIN, printed(EVENT, indent=3), "indent-3")
    form("indent-4 from indent-2", printed(ODD, indent=2), printed(ODD, indent=4), "indent-4")
    form("Jackson", PLAIN, jackson(EVENT), "indent-2")
    form("sorted", PLAIN, compact(EVENT, sort_keys=True), "sorted")
    form("sorted, nested", compact(ODD), compact(ODD, sort_keys=True), "sorted")
    form("sorted, spaced", PLAIN, printed(EVENT, sort_keys=True), "sorted")
    form("sorted, indent-2", PLAIN, printed(EVENT, sort_keys=True, indent=2), "sorted")
    form("documented order from sorted", compact(EVENT, sort_keys=True), PLAIN, "documented-order")
    form("jsonb", PLAIN, printed(dict(sorted(EVENT.items(), key=lambda e: (len(e[0]), e[0])))), "sorted-by-length")
    form("camel-case", PLAIN, compact(camel(EVENT)), "camel-case")
    form("camel-case, indent-2", PLAIN, printed(camel(EVENT), indent=2), "camel-case")
    form("pascal from camel", compact(camel(EVENT)), PLAIN, "pascal-case")
    form("snake-case", PLAIN, compact({"id" if k == "Id" else "".join("_" + c.lower() if c.isupper() else c for c in k)[1:]: v
                                       for k, v in EVENT.items()}), "snake-case")
    form("ascii", NORDIC, compact(DANISH, ensure_ascii=True), "ascii")
    form("ascii, upper digits", NORDIC, NORDIC.replace("Æ".encode(), b"\\u00C6").replace("ø".encode(), b"\\u00F8"), "ascii")
    form("Python's default", NORDIC, printed(DANISH, ensure_ascii=True), "ascii")
    form("not ascii", compact(DANISH, ensure_ascii=True), NORDIC, "unescaped")
    form("slashes", PLAIN, PLAIN.replace(b"/", b"\\/"), "escaped-slashes")
    form("no slashes", PLAIN.replace(b"/", b"\\/"), PLAIN, "unescaped")
    form("PHP", NORDIC, php(DANISH), "ascii")
    form("from PHP", php(DANISH), NORDIC, "unescaped")
    form("PHP, pretty", PLAIN, printed(EVENT, indent=4).replace(b"/", b"\\/"), "indent-4")
    form("Go", NORDIC, go(DANISH), "html-safe")
    form("from Go", go(DANISH), NORDIC, "unescaped")
    form(".NET", NORDIC, dotnet(DANISH), "ascii")
    form("from .NET", dotnet(DANISH), NORDIC, "unescaped")
    form("without nulls", compact(ODD), compact({k: v for k, v in ODD.items() if v is not None}), "without-nulls")
    form("with nulls", compact({k: v for k, v in EVENT.items() if k != "CompanyName"}),
         compact(dict(EVENT, CompanyName=None)), "with-nulls")
    form("JavaScript's numbers", compact(ODD), compact(ODD).replace(b"12.5", b"12.5").replace(b"3.0", b"3").replace(b"1000.0", b"1000"),
         "numbers")
    form("indent-2 with CRLF", PLAIN, printed(EVENT, indent=2).replace(b"\n", b"\r\n"), "indent-2")
    form("indent-2 and LF", PLAIN, printed(EVENT, indent=2) + b"\n", "indent-2", layers=["body-reserialised", "body-newline"])
    form("compact, LF came", printed(EVENT, indent=2) + b"\n", PLAIN, "compact")
    form("compact and LF", printed(EVENT, indent=2), PLAIN + b"\n", "compact", layers=["body-reserialised", "body-newline"])
    form("json.tool", NORDIC, printed(DANISH, indent=4, ensure_ascii=True) + b"\n", "indent-4")
    form("BOM and indent-2", PLAIN, b"\xef\xbb\xbf" + printed(EVENT, indent=2), "indent-2")
    form("last of duplicates", PLAIN[:-1] + b',"Id":"x"}', compact(dict(EVENT, Id="x")), "last-duplicates")
    form("Windows PowerShell", PLAIN, printed(EVENT, indent=4, separators=(",", ":  ")).replace(b"\n", b"\r\n"), "indent-4")
    guids = [EVENT[k].encode() for k in ("TenantId", "CorrelationId")]
    upper = PLAIN.replace(b'"Id":"' + EVENT["Id"].encode(), b'"Id":"' + EVENT["Id"].upper().encode())
    for guid in guids:
        upper = upper.replace(guid, guid.upper())
    form("GUIDs from upper case", upper, PLAIN, "guids-lower")
    form("GUIDs in upper case", PLAIN, upper, "guids-upper")
    form("GUIDs in upper case, indent-2", printed(EVENT, indent=2), upper, "guids-upper")
    form("base64 came", base64.b64encode(PLAIN), PLAIN, "base64")
    form("base64 signed", PLAIN, base64.b64encode(PLAIN), "base64")
    form("string came", json.dumps(PLAIN.decode()).encode(), PLAIN, "json-string")
    form("string signed", PLAIN, json.dumps(PLAIN.decode()).encode(), "json-string")
    form("form signed", NORDIC, b"payload=" + urllib.parse.quote_plus(NORDIC).encode(), "form-urlencoded")
    form("form came", b"payload=" + urllib.parse.quote_plus(PLAIN).encode(), PLAIN, "form-urlencoded")


def charset_cases():
    for name, charset in [("latin-1", "iso-8859-1"), ("utf-16-le", "utf-16le"), ("utf-16-be", "utf-16be")]:
        signed("charset signed: " + name, "body-charset", NORDIC, NORDIC.decode().encode(name),
               detail={"charset": charset})
        signed("charset came: " + name, "body-charset", NORDIC.decode().encode(name), NORDIC,
               detail={"charset": "utf-8", "received": charset})
    signed("charset: UTF-16 of ASCII", "body-charset", PLAIN, PLAIN.decode().encode("utf-16-le"),
           detail={"charset": "utf-16le"})
    signed("charset: UTF-16 with BOM", "body-charset", PLAIN, b"\xff\xfe" + PLAIN.decode().encode("utf-16-le"),
           detail={"charset": "utf-16le"})
    signed("charset came: UTF-16 with BOM", "body-charset", b"\xff\xfe" + PLAIN.decode().encode("utf-16-le"), PLAIN)
    euro = compact(dict(EVENT, CompanyName="Kopi € – Ærø"))
    signed("charset: Windows-1252", "body-charset", euro, euro.decode().encode("cp1252"), detail={"charset": "windows-1252"})
    signed("charset came: Windows-1252", "body-charset", euro.decode().encode("cp1252"), euro)
    twice = NORDIC.decode("latin-1").encode()
    signed("charset came: UTF-8 twice", "body-charset", twice, NORDIC, detail={"charset": "utf-8", "received": "utf-8-twice"})
    mojibake = NORDIC.decode("cp1252").encode()
    signed("charset signed: UTF-8 twice", "body-charset", NORDIC, mojibake, detail={"charset": "utf-8-twice"})
    signed("charset: question marks", "body-charset", NORDIC, NORDIC.decode().encode("ascii", "replace"),
           detail={"charset": "us-ascii", "lost": "replaced"})
    for name, charset, body in [("Latin-1", "iso-8859-1", euro), ("characters", "us-ascii", NORDIC.replace(b"<", "😀".encode()))]:
        signed("charset: question marks, " + name, "body-charset", body,
               body.decode().encode(charset, "replace"), detail={"charset": charset})
    def coded(name, charset, body, message):
        signed("charset of one who read the bytes: " + name, "body-charset", body, message,
               detail={"charset": charset, "received": None, "layers": None})
    happy = NORDIC.replace(b"<", "😀".encode())
    coded(".NET's ASCII", "us-ascii", NORDIC, bytes(b if b < 128 else ord("?") for b in NORDIC))
    coded("Node's ASCII", "us-ascii", NORDIC, bytes(b & 127 for b in NORDIC))
    coded("Java's ASCII", "us-ascii", NORDIC, NORDIC.decode("ascii", "replace").encode())
    coded("references", "us-ascii", NORDIC, NORDIC.decode().encode("ascii", "xmlcharrefreplace"))
    coded("MySQL, a question mark", "utf8mb3", happy, happy.replace("😀".encode(), b"?"))
    coded("MySQL, four of them", "utf8mb3", happy, happy.replace("😀".encode(), b"????"))
    for name, beyond, body, message in [
            ("MySQL", "utf8mb3", happy, happy.replace("😀".encode(), b"")),
            ("Python", "us-ascii", NORDIC, NORDIC.decode().encode("ascii", "ignore")),
            ("put in", "us-ascii", PLAIN.replace(b"nordlys", "公司nordlysø".encode()), PLAIN)]:
        signed("charset: characters that were not signed, " + name, "unknown", body, message,
               detail={"matchesWithoutCharacters": beyond, "charset": None, "layers": None, "secret": "current"})
    coded("CESU-8", "cesu-8", happy, happy.replace("😀".encode(), b"\xed\xa0\xbd\xed\xb8\x80"))
    coded("UTF-8 three times", "utf-8-thrice", NORDIC, NORDIC.decode("cp1252").encode().decode("cp1252").encode())
    for charset, name, body in [("cp850", "ibm850", NORDIC), ("utf-32-le", "utf-32le", PLAIN),
                                ("utf-32-be", "utf-32be", NORDIC), ("cp865", "ibm865", compact(dict(EVENT, CompanyName="¤ø")))]:
        coded(charset, name, body, body.decode().encode(charset))
        signed("charset came: " + charset, "body-charset", body.decode().encode(charset), body,
               detail={"charset": "utf-8", "received": name, "layers": None})
    coded("UTF-32, with a mark", "utf-32le", PLAIN, PLAIN.decode().encode("utf-32"))
    signed("charset: replacement", "body-charset", NORDIC.decode().encode("latin-1"),
           NORDIC.decode().encode("latin-1").decode("utf-8", "replace").encode(), detail={"charset": "utf-8"})
    signed("charset: decomposed", "body-charset", NORDIC.replace("ø".encode(), "é".encode()),
           unicodedata.normalize("NFD", NORDIC.decode().replace("ø", "é")).encode())


# What these make of PLAIN: zlib.brotliCompressSync of Node 20.20, as it comes and with BROTLI_PARAM_QUALITY 4 (where
# brotli 1.0.9 makes the same), and `zstd -3 --no-check`, version 1.5.4.
BROTLI = base64.b64decode(
    "G0QBgCwK7DaylOq7xXMr0QRuhCSztbZnX7uP6eY8gpb3GzGuzaVOf0zyEm16XUSTRacvRVrGIPK2brrQ8t/GpjBG0oSiK3IVJSGJ"
    "CuDQk4WoCj/zN4r/eaNos1KagDpnS4YSHNSVCKuRLQc7kP2Tw8VCM74ew71c3V+f2VeWfLlOQu1EiEeyvEc1/XP/dJvKddxWFfUk"
    "3B2RAlCRRJT9mhELSBqAtbqjENRi5hFFqAYPljCRD8eJBXDbcqBMK5ezYqTnWBrgNNVQkhaByLB7iy9XBTpc9q7chyj8")
QUICK_BROTLI = base64.b64decode(
    "G0QBAOTSrap+a6LgLdW9yfQbuw9wmyAvBg65+XcBiTj3jLXUzvXNv3ByMEDjVJCm9azWVrHKS8N6rEtWehVa2wWNSkIBr9sCA7wd"
    "R94HITBHPuM7Hdymi/hQ4vCEdOxCut4Kmy4ZKfpdUNrc8r2LSB8pWm+Ti3TOW8ppx2UXjVNBmtZDAS+ekI6TgwGk620Vas1aqzyr"
    "TIusc3XLJJamscppXwYoYEyXjPR9hxcPA1Da3PK9QwFj2ja/4BETnRwMYBXWToaK9a72rLKNYl2QnmnThgZrW7nSQwHHivXynT0M"
    "cCIz+jAetmT9vkc6ZzJx8A8=")
ZSTD = base64.b64decode(
    "KLUv/WBFAGUHALIPMSBQh+YBU6Zt2S7ekLGpk6UKjKqwTW1BWeTfbhRwMjMTagfbvn7DgI/S9zgVCkRCPhYVvgMgacpXK44xCD9y"
    "Bk6KK/7VDqwcaquTw/hqNz/nLvuNDngglrAueaQlV5ikEbPVDNyMUfzJGSPLqcUS9tCmaZRxSgZ8Lfr7iw74Dn00bUZ46D/YshH9"
    "+KGhQyts+PUkx2lEL1RY0ASFJ/uchcpaB3bZZgosYVFqxBmcufQJJ6sPzKBXnBxZ/IxBLjVll22JNQgOAH0ICPKgMZmhgML4CGZP"
    "Cu12BGgxOVPsP3BB5QUQccngJ4IU")


def compressed_cases():
    def coded(name, received, message, coding):
        signed("compressed: " + name, "body-compressed", received, message, detail={"coding": coding})
    coded("gzip came", gzip.compress(PLAIN, mtime=0), PLAIN, "gzip")
    coded("zlib came", zlib.compress(PLAIN), PLAIN, "deflate")
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    coded("raw deflate came", raw.compress(PLAIN) + raw.flush(), PLAIN, "deflate")
    coded("gzip signed", PLAIN, gzip.compress(PLAIN, mtime=0), "gzip")
    coded("zlib signed", PLAIN, zlib.compress(PLAIN), "deflate")
    coded("zlib signed, level 9", PLAIN, zlib.compress(PLAIN, 9), "deflate")
    coded("brotli came", BROTLI, PLAIN, "br")
    coded("brotli came, LF signed", BROTLI, PLAIN + b"\n", "br")
    coded("brotli signed", PLAIN, BROTLI, "br")
    coded("brotli signed, quality 4", PLAIN, QUICK_BROTLI, "br")
    coded("zstd came", ZSTD, PLAIN, "zstd")
    coded("zstd signed", PLAIN, ZSTD, "zstd")
    coded("gzip came, LF signed", gzip.compress(PLAIN, mtime=0), PLAIN + b"\n", "gzip")


def signed_string_cases():
    stamp = "1769864531"
    identifier = "msg_2b9f"

    def string(name, message, form, value=None, headers=(), body=PLAIN, key=SECRET, detail=None, **more):
        digest = mac(key, message)
        written = (value or "{hex}").format(hex=digest.hex(), base64=base64.b64encode(digest).decode())
        case("signed string: " + name, "signed-string", body, headers=[["Host", "hooks.nordlys.dk"], *headers,
             ["X-Signature-SHA256", written]], detail=dict({"form": form}, **(detail or {})), method="POST", target="/webhooks/kaunt", **more)
    time = ["X-Timestamp", stamp]
    bytes_ = stamp.encode()
    string("Stripe", bytes_ + b"." + PLAIN, "timestamp.body", value="t=" + stamp + ",v1={hex}")
    string("Stripe, header", bytes_ + b"." + PLAIN, "timestamp.body", headers=[time])
    string("no separator", bytes_ + PLAIN, "timestamp+body", headers=[time])
    string("colon", bytes_ + b":" + PLAIN, "timestamp:body", headers=[time])
    string("behind", PLAIN + bytes_, "body+timestamp", headers=[time])
    string("Slack", b"v0:" + bytes_ + b":" + PLAIN, "v0:timestamp:body", value="v0={hex}",
           headers=[["X-Slack-Request-Timestamp", stamp]])
    webhook = [["webhook-id", identifier], ["webhook-timestamp", stamp]]
    string("Standard Webhooks", identifier.encode() + b"." + bytes_ + b"." + PLAIN, "id.timestamp.body",
           value="v1,{base64}", headers=webhook)
    string("Standard Webhooks, secret too", identifier.encode() + b"." + bytes_ + b"." + PLAIN, "id.timestamp.body",
           value="v1,{base64}", headers=webhook, key=base64.b64decode(BASE64_SECRET), secret=b"whsec_" + BASE64_SECRET)
    string("id", identifier.encode() + b"." + PLAIN, "id.body", headers=[["X-Request-Id", identifier]])
    string("Date", b"Sat, 31 Jan 2026 13:02:11 GMT\n" + PLAIN, "timestamp\\nbody",
           headers=[["Date", "Sat, 31 Jan 2026 13:02:11 GMT"]])
    string("path", b"/webhooks/kaunt" + PLAIN, "path+body")
    string("url", b"https://hooks.nordlys.dk/webhooks/kaunt" + PLAIN, "url+body")
    string("method and path", b"POST\n/webhooks/kaunt\n" + PLAIN, "method\\npath\\nbody")
    string("method, path, body and time", b"POST/webhooks/kaunt" + PLAIN + bytes_, "method+path+body+timestamp",
           headers=[time])
    string("Coinbase", bytes_ + b"POST/webhooks/kaunt" + PLAIN, "timestamp+method+path+body", headers=[time])
    string("own id", EVENT["Id"].encode() + b"." + PLAIN, "Id.body")
    string("tenant", EVENT["TenantId"].encode() + PLAIN, "TenantId+body")
    nonce = [time, ["X-Nonce", "n7d2"]]
    lines = {"layers": None}
    string("lines, as WeChat Pay signs", bytes_ + b"\nn7d2\n" + PLAIN + b"\n", "timestamp\\nid\\nbody\\n", headers=nonce, detail=lines)
    string("lines of a time stamp and the body", bytes_ + b"\n" + PLAIN + b"\n", "timestamp\\nbody\\n", headers=[time], detail=lines)
    for type_header in ["X-Event-Type", "X-Webhook-Topic"]:
        string("of a type, " + type_header, b"ModelReady." + PLAIN, "event.body", headers=[[type_header, "ModelReady"]])
    string("LF went as well", bytes_ + b"." + PLAIN + b"\n", "timestamp.body", headers=[time])


def other_cases():
    signed("empty body signed", "body-empty-signed", PLAIN, b"")
    signed("empty body signed, base64 secret", "secret-encoded", PLAIN, b"", secret=BASE64_SECRET,
           key=base64.b64decode(BASE64_SECRET), detail={"layers": ["secret-encoded", "body-empty-signed"]})
    earlier = compact(dict(EVENT, Id="another"))
    signed("other delivery", "signature-of-other-delivery", PLAIN, earlier, detail={"delivery": 4},
           verified={"4": mac(SECRET, earlier).hex(), "9": HEX})
    signed("repeat with LF", "body-newline", PLAIN + b"\n", PLAIN, verified={"9": HEX})
    case("LF in the secret, base64 signature", "secret-whitespace",
         value=base64.b64encode(mac(SECRET + b"\n", PLAIN)).decode())
    signed("LF in the secret, LF in the body", "secret-whitespace", PLAIN, PLAIN + b"\n", key=SECRET + b"\n",
           detail={"layers": ["secret-whitespace", "body-newline"]})
    signed("trimmed secret, compact", "secret-whitespace", printed(EVENT, indent=2), PLAIN, secret=SECRET + b" ",
           key=SECRET, detail={"layers": ["secret-whitespace", "body-reserialised"]})
    signed("retired, LF", "secret-retired", PLAIN, PLAIN + b"\n", key=RETIRED,
           detail={"layers": ["secret-retired", "body-newline"]})
    signed("other endpoint, spaced", "secret-of-other-endpoint", PLAIN, printed(EVENT), key=OTHER,
           detail={"layers": ["secret-of-other-endpoint", "body-reserialised"]})
    signed("other endpoint with LF", "secret-of-other-endpoint", key=OTHER + b"\n",
           detail={"layers": ["secret-of-other-endpoint", "secret-whitespace"]})
    case("sha1 and LF in the secret", "secret-whitespace", value=mac(SECRET + b"\n", PLAIN, "sha1").hex(),
         detail={"layers": ["secret-whitespace", "other-algorithm"], "algorithm": "hmac-sha1"})
    case("sha1 and LF in the body", "other-algorithm", value=mac(SECRET, PLAIN + b"\n", "sha1").hex(),
         detail={"layers": ["other-algorithm", "body-newline"], "algorithm": "hmac-sha1"})
    case("cut off and LF", "header-truncated", value=mac(SECRET, PLAIN + b"\n").hex()[:63],
         detail={"layers": ["header-truncated", "body-newline"]})
    case("quoted and LF in the secret", "header-malformed", value='"' + mac(SECRET + b"\n", PLAIN).hex() + '"',
         detail={"layers": ["header-malformed", "secret-whitespace"]})


def wrapped_cases():
    inner = PLAIN.decode()
    for name, received, member in [
            ("an array", "[" + inner + "]", "[0]"), ("data", '{"data":' + inner + "}", "data"),
            ("API Gateway", json.dumps({"path": "/", "body": inner, "isBase64Encoded": False}), "body"),
            ("API Gateway, base64", json.dumps({"body": base64.b64encode(PLAIN).decode()}), "body"),
            ("SNS", json.dumps({"Type": "Notification", "Message": inner}), "Message"),
            ("Pub/Sub", json.dumps({"message": {"data": base64.b64encode(PLAIN).decode()}}), "message.data"),
            ("CloudEvents, indented", json.dumps({"specversion": "1.0", "data": EVENT}, indent=2), "data")]:
        signed("wrapped: " + name, "body-reserialised", received.encode(), PLAIN,
               detail={"form": "wrapped", "change": "added", "member": member})
    def nested(name, received, causes):
        signed("nested: " + name, causes[0], received, PLAIN, detail={"layers": causes})
    rewritten, packed = "body-reserialised", "body-compressed"
    zipped = base64.b64encode(gzip.compress(PLAIN, mtime=0))
    nested("gzip in base64", zipped, [rewritten, packed])
    nested("brotli in base64", base64.b64encode(BROTLI), [rewritten, packed])
    nested("gzip in base64 of API Gateway", compact({"body": zipped.decode(), "isBase64Encoded": True}),
           [rewritten, packed])
    nested("SNS in SQS", compact({"Records": [{"body": json.dumps({"Message": inner})}]}), [rewritten, rewritten])
    nested("a text in a text", json.dumps(json.dumps(inner)).encode(), [rewritten, rewritten])
    nested("base64 twice", base64.b64encode(base64.b64encode(PLAIN)), [rewritten, rewritten])
    nested("base64 in quotes", b'"' + base64.b64encode(PLAIN) + b'"', [rewritten, rewritten])
    nested("base64 in gzip", gzip.compress(base64.b64encode(PLAIN), mtime=0), [packed, rewritten])
    for name, received, form_ in [
            ("base64 in lines", base64.encodebytes(PLAIN), "base64"),
            ("a form of two fields", urllib.parse.urlencode({"payload": inner, "x": 1}).encode(), "form-urlencoded"),
            ("twice, in two lines", PLAIN + b"\n" + PLAIN, "twice")]:
        signed("received as " + name, rewritten, received, PLAIN,
               detail={"form": form_, "change": "added", "layers": None})
    for member in ["payload", "event", "body"]:
        signed("signed as the member " + member, rewritten, PLAIN, b'{"%s":%s}' % (member.encode(), PLAIN),
               detail={"form": member, "change": "removed"})
    java = ["CompanyName", "TenantId", "EventType", "Id", "CorrelationId", "Url"]
    signed("signed from a HashMap", rewritten, PLAIN, compact({key: EVENT[key] for key in java}),
           detail={"form": "hash-order", "arrived": "unsorted", "layers": None})
    signed("signed with empty texts for nulls", rewritten, compact(dict(EVENT, CompanyName=None)),
           compact(dict(EVENT, CompanyName="")), detail={"form": "empty-nulls", "layers": None})
    signed("signed with nulls for empty texts", rewritten, compact(dict(EVENT, CompanyName="")),
           compact(dict(EVENT, CompanyName=None)), detail={"form": "null-empties", "layers": None})
    size = b"%x\r\n" % len(PLAIN)
    for name, received, form in [
            ("chunked", size + PLAIN + b"\r\n0\r\n\r\n", "chunked"), ("twice", PLAIN * 2, "twice"),
            ("JSONP", b"callback(" + PLAIN + b")", "surrounded"),
            ("an escaped text", PLAIN.replace(b'"', b'\\"'), "json-string"), ("hex", PLAIN.hex().encode(), "hex"),
            ("a form's name", urllib.parse.quote_plus(inner).encode() + b"=", "form-urlencoded"),
            ("a form's fields", urllib.parse.urlencode(EVENT).encode(), "form-urlencoded")]:
        signed("received as " + name, "body-reserialised", received, PLAIN, detail={"form": form, "change": "added"})
    for name, message, form in [
            ("a buffer", PLAIN + b"\0" * (512 - len(PLAIN)), "zero-padded"), ("twice", PLAIN * 2, "twice"),
            ("Python's bytes", repr(PLAIN).encode(), "bytes-literal"),
            ("Node's Buffer", compact({"type": "Buffer", "data": list(PLAIN)}), "buffer-json")]:
        signed("signed as " + name, "body-reserialised", PLAIN, message, detail={"form": form, "change": "removed"})
    for text in ["{}", "null", "undefined", "[object Object]", "[]", '""']:
        signed("signed in place of the body: " + text, "body-empty-signed", PLAIN, text.encode(),
               detail={"signed": text})
    lower = {key.lower(): value for key, value in EVENT.items()}
    signed("names lost their case", "body-reserialised", compact(lower), PLAIN, detail={"form": "documented-case"})


def header_print_cases():
    for name, value, reading in [
            ("openssl", "(stdin)= " + HEX, "surrounded"), ("openssl 3", "HMAC-SHA2-256(stdin)= " + HEX, "surrounded"),
            ("sha256sum", HEX + "  -", "surrounded"), ("JSON", '{"alg":"HS256","sig":"%s"}' % B64, "surrounded"),
            ("parameters", HEX + ";t=1769864531", None), ("prefix twice", "sha256=sha256=" + HEX, "prefix"),
            ("Java's bytes", str([b - 256 if b > 127 else b for b in RIGHT]), "decimal"),
            ("Node's Buffer", json.dumps({"type": "Buffer", "data": list(RIGHT)}), "buffer"),
            ("base32", base64.b32encode(RIGHT).decode(), "base32"), ("lower base64", B64.lower(), "case-folded"),
            ("slice(7)", HEX[7:], "beginning-lost"), ("escapes", "".join("\\x%02x" % b for b in RIGHT), "escaped-bytes"),
            ("the secret", SECRET.decode(), "secret")]:
        case("printed otherwise: " + name, "header-malformed", value=value,
             detail={"reading": reading} if reading else {})
    body = next(PLAIN + b" " * n for n in range(99) if 0 < mac(SECRET, PLAIN + b" " * n)[5] < 16)
    case("printed otherwise: bytes without zeros", "header-malformed", body=body,
         value="".join("%x" % b for b in mac(SECRET, body)), detail={"reading": "hex-unpadded"})
    case("a right value in Authorization", "header-similar", headers=[["Authorization", "HMAC " + HEX],
         ["X-Signature-Method", "HMAC-SHA256"]], detail={"name": "Authorization", "matches": True})
    case("only the name of a method", "header-missing", headers=[["X-Signature-Method", "HMAC-SHA256"]])
    case("a right value in the query", "header-missing", headers=[["Host", "a"]], target="/hook?a=1&sig=" + HEX,
         detail={"parameter": "sig"})
    case("similar name, LF", "header-similar", body=PLAIN + b"\n", headers=[["X-Signature", HEX]],
         detail={"name": "X-Signature", "layers": ["header-similar", "body-newline"]})


def layer_cases():
    """Each layer keeps its own detail, whatever another says by the same key."""
    def layered(name, layers, details, **more):
        signed("layers: " + name, layers[0], detail={"layers": layers, "layerDetails": details}, **more)
    lost = {"change": "removed", "newline": "LF", "at": "end"}
    layered("quoted secret, LF went", ["secret-quoted", "body-newline"], [{"quotes": '"', "change": "added"}, lost],
            key=b'"' + SECRET + b'"', message=PLAIN + b"\n")
    layered("gzip came, LF went", ["body-compressed", "body-newline"],
            [{"coding": "gzip", "change": "compressed"}, lost], body=gzip.compress(PLAIN, mtime=0),
            message=PLAIN + b"\n")
    layered("base64 twice", ["secret-encoded", "secret-encoded"], [{"encoding": "base64", "change": "encoded"}] * 2,
            key=base64.b64encode(base64.b64encode(SECRET)))


def told_cases():
    """What is told of a printing names both sides by words of one kind, and only what differs."""
    go = NORDIC.replace(b"&", b"\\u0026").replace(b"<", b"\\u003c").replace(b">", b"\\u003e")
    signed("told: a newline behind is no indentation", "body-reserialised", go + b"\n", NORDIC,
           detail={"form": "unescaped", "arrived": "html-safe"})
    indented = printed(dict(sorted(EVENT.items())), indent=2)
    signed("told: an indentation that both have", "body-reserialised", indented, printed(EVENT, indent=2),
           detail={"form": "documented-order", "forms": None, "arrived": "sorted"})
    signed("told: what differs", "body-reserialised", indented, PLAIN,
           detail={"forms": ["compact", "documented-order"], "arrived": "indent-2, sorted"})
    signed("told: line ends of a printing", "body-reserialised", PLAIN,
           printed(EVENT, indent=2).replace(b"\n", b"\r\n"),
           detail={"layers": None, "forms": ["indent-2", "crlf"], "arrived": "compact"})
    signed("told: which secret", "body-bom", PLAIN, b"\xef\xbb\xbf" + PLAIN,
           detail={"secret": "current", "ofSecrets": 2})
    for name, change in [("php", lambda b: compact(json.loads(b), ensure_ascii=True).replace(b"/", b"\\/")),
                         ("sorted", lambda b: compact(json.loads(b), sort_keys=True)),
                         ("camel case", lambda b: compact({k[0].lower() + k[1:]: v for k, v in json.loads(b).items()}))]:
        for where, key, cause in [("LF", SECRET + b"\n", "secret-whitespace"), ("retired", RETIRED, "secret-retired"),
                                  ("quotes", b'"' + SECRET + b'"', "secret-quoted"),
                                  ("other", OTHER, "secret-of-other-endpoint")]:
            signed("both: %s and %s" % (where, name), cause, NORDIC, change(NORDIC), key=key,
                   detail={"layers": [cause, "body-reserialised"]})
    for constant in ["None", "nil", "false", "0", "\n", "b''", "[object Promise]", "[object ReadableStream]",
                     "System.IO.MemoryStream"]:
        signed("signed in its place: " + repr(constant), "body-empty-signed", PLAIN, constant.encode(),
               detail={"signed": constant})


def compared_cases():
    """Both sides are read as they are written: nothing is told that they have in common, and nothing left out."""
    def compared(name, received, message, words, arrived):
        forms = {"form": words[0], "forms": None} if len(words) == 1 else {"forms": words}
        signed("compared: " + name, "body-reserialised", received, message, detail=dict(forms, arrived=arrived))
    ascii_only = compact(DANISH, ensure_ascii=True)
    pretty = printed(EVENT, indent=4).replace(b"/", b"\\/")
    upper_digits = NORDIC.replace("Æ".encode(), b"\\u00C6").replace("ø".encode(), b"\\u00F8")
    compared("both escape slashes", pretty, PLAIN.replace(b"/", b"\\/"), ["compact"], "indent-4")
    compared("both are ASCII", printed(DANISH, ensure_ascii=True), ascii_only, ["compact"], "spaced")
    compared("both are PHP's", php(DANISH), printed(DANISH, ensure_ascii=True).replace(b"/", b"\\/"), ["spaced"],
             "compact")
    compared("only slashes differ", php(DANISH), ascii_only, ["unescaped-slashes"], "escaped-slashes")
    compared("both are indented by tabs", printed(DANISH, indent="\t"),
             printed(DANISH, indent="\t", ensure_ascii=True), ["ascii"], "unescaped")
    compared("Python read and printed it", printed(DANISH, ensure_ascii=True), NORDIC, ["compact", "unescaped"],
             "spaced, ascii")
    compared("digits of an escape", upper_digits, ascii_only, ["lower-case-digits"], "upper-case-digits")
    compared("PHP sorted it and changed its names", php(DANISH), php(dict(sorted(camel(DANISH).items()))),
             ["camel-case", "sorted"], "pascal-case, unsorted")
    lower = {key.lower(): value for key, value in EVENT.items()}
    compared("names without their case", compact(lower), PLAIN, ["documented-case"], "lower-case")

    def text_json(name, escaped, form, arrived="unescaped"):
        """System.Text.Json with UnicodeRanges.All."""
        received = compact(dict(EVENT, CompanyName=name))
        message = received
        for character, escape in escaped.items():
            message = message.replace(character.encode(), escape)
        compared("System.Text.Json: " + name, received, message, [form], arrived)
    text_json("Sønderborg + Aabenraa", {"+": b"\\u002B"}, "html-safe")
    text_json("Ærø & Søn <1>", {"&": b"\\u0026", "<": b"\\u003C", ">": b"\\u003E"}, "html-safe")
    text_json("Nørre `x`", {"`": b"\\u0060"}, "html-safe")
    text_json("Café 😀", {"😀": b"\\uD83D\\uDE00"}, "escaped-pairs")
    hexed = php(DANISH).replace(b"&", b"\\u0026").replace(b"<", b"\\u003C").replace(b">", b"\\u003E")
    compared("PHP's JSON_HEX", NORDIC, hexed.replace(b"'", b"\\u0027"), ["escaped-slashes", "html-safe", "ascii"],
             "unescaped")


def repeated_cases():
    def repeated(name, received, change):
        signed("repeat: " + name, "signature-of-other-delivery", received, PLAIN,
               detail={"delivery": 9, "change": change, "layers": None}, verified={"9": HEX},
               verifiedBodies={"9": PLAIN.decode()})
    repeated("cut", PLAIN[:200], "cut")
    repeated("a part", PLAIN[20:], "part")
    repeated("wrapped by a gateway", b'{"at":1}' + PLAIN + b'{"end":1}', "wrapped")
    repeated("another value", compact(dict(EVENT, CompanyName="sydlys")), "changed")
    repeated("another id", compact(dict(EVENT, Id="00000000-52c1-4e0b-9a53-3e1f7c8f2a10")), "changed")
    repeated("nothing of it", b"", "cut")
    # What a form of the body would explain as well.
    repeated("characters put in", compact(dict(EVENT, CompanyName="nordlysø")), "changed")
    repeated("a null put in", PLAIN[:-1] + b',"Paid":null}', "changed")
    signed("repeat: an empty text for null", "signature-of-other-delivery", compact(dict(EVENT, CompanyName="")),
           compact(dict(EVENT, CompanyName=None)), detail={"delivery": 9, "change": "changed", "layers": None},
           verified={"9": mac(SECRET, compact(dict(EVENT, CompanyName=None))).hex()},
           verifiedBodies={"9": compact(dict(EVENT, CompanyName=None)).decode()})
    signed("repeat: for a question mark", "signature-of-other-delivery", compact(dict(EVENT, CompanyName="nord ø")),
           compact(dict(EVENT, CompanyName="nord ?")), detail={"delivery": 9, "change": "changed", "layers": None},
           verified={"9": mac(SECRET, compact(dict(EVENT, CompanyName="nord ?"))).hex()},
           verifiedBodies={"9": compact(dict(EVENT, CompanyName="nord ?")).decode()})
    signed("repeat: under another name, characters put in", "header-similar",
           PLAIN.replace(b"nordlys", "nordlysø".encode()), headers=[["X-Signature", HEX]],
           detail={"delivery": 9, "layers": ["header-similar", "signature-of-other-delivery"]}, verified={"9": HEX},
           verifiedBodies={"9": PLAIN.decode()})
    signed("repeat: LF came", "body-newline", PLAIN + b"\n", PLAIN, detail={"delivery": None, "layers": None},
           verified={"9": HEX}, verifiedBodies={"9": PLAIN.decode()})
    repeated("another value, indented", printed(dict(EVENT, Url="https://proxy.example/x"), indent=2), "changed")
    for name, event in [
            ("another type", dict(EVENT, EventType="InvoiceCodingProposalProcessingFailed")),
            ("processed again", dict(EVENT, CorrelationId="11111111-9d5e-4c61-8f0e-2b7f6a5c4d3e")),
            ("another company and address", dict(EVENT, CompanyName="sydlys", Url="https://api.kaunt.com/v1/other"))]:
        case("repeat: of another event with the same id, " + name, "signature-of-other-delivery", compact(event), HEX,
             verified={"9": HEX}, verifiedBodies={"9": PLAIN.decode()},
             detail={"delivery": 9, "change": None, "difference": None})
    other = compact(dict(EVENT, Id="00000000-52c1-4e0b-9a53-3e1f7c8f2a10", Url="https://api.kaunt.com/v1/other"))
    case("repeat: of an unlike event", "signature-of-other-delivery", other, HEX, verified={"9": HEX},
         verifiedBodies={"9": PLAIN.decode()}, detail={"delivery": 9, "change": None})


def former_secret_cases():
    """What was verified once, under a secret that is none of ours any more: nothing of it changed."""
    digest = mac(GONE, PLAIN).hex()
    other = "signature-of-other-delivery"

    def former(name, cause, value=digest, detail=None, key=GONE, **more):
        case("former secret: " + name, cause, value=value, detail=dict({"delivery": 1}, **(detail or {})),
             verified={"1": mac(key, PLAIN).hex()}, verifiedBodies={"1": PLAIN.decode()}, **more)
    same = {"change": None, "difference": None, "secret": None}
    former("the same delivery", "secret-retired", detail=dict(same, layers=None))
    former("in quotes", "header-malformed", '"' + digest + '"',
           dict(same, layers=["header-malformed", "secret-retired"], reading="quoted"))
    former("under another name", "header-similar", headers=[["X-Signature", digest]],
           detail=dict(same, layers=["header-similar", "secret-retired"], matches=False))
    changed = {"layers": [other, "secret-retired"], "secret": None}
    former("LF came", other, body=PLAIN + b"\n", detail=dict(changed, change="wrapped"))
    former("indented", other, body=printed(EVENT, indent=2), detail=dict(changed, change="changed"))
    sydlys = compact(dict(EVENT, CompanyName="sydlys"))
    for name, key, more in [
            ("another value, of a retired one", RETIRED, {"layers": [other, "secret-retired"], "secret": "retired"}),
            ("another value, of another endpoint's", OTHER,
             {"layers": [other, "secret-of-other-endpoint"], "endpoint": "other", "retired": None}),
            ("another value, of ours", SECRET, {"layers": None})]:
        former(name, other, mac(key, PLAIN).hex(), dict(more, change="changed"), key, body=sydlys)
    case("former secret: the body is not kept", other, value=digest, verified={"1": digest},
         detail={"delivery": 1, "change": None, "layers": None})


def replaced_secret_cases():
    """A secret that was replaced makes no right signature, whatever else is wrong."""
    old = mac(RETIRED, PLAIN).hex()
    case("replaced: under another name", "header-similar", headers=[["X-Signature", old]],
         detail={"name": "X-Signature", "matches": False, "present": None, "secret": "retired",
                 "layers": ["header-similar", "secret-retired"]})
    case("replaced: in another header besides", "unknown",
         headers=[["X-Signature-SHA256", "00" * 32], ["X-Original-Signature", old]], detail={"present": None})
    case("replaced: in the query", "header-missing", headers=[["Host", "a"]], target="/hook?sig=" + old,
         detail={"parameter": None})
    case("replaced: beside the right one", "header-repeated", value=old + ", " + HEX,
         detail={"count": 2, "matching": 1, "joined": True})
    signed("replaced: of another endpoint", "secret-of-other-endpoint", key=OTHER_RETIRED,
           detail={"endpoint": "other", "secret": "theirs before", "retired": True, "layers": None})
    signed("replaced: of another endpoint, LF went", "secret-of-other-endpoint", PLAIN, PLAIN + b"\n",
           key=OTHER_RETIRED, detail={"retired": True, "layers": ["secret-of-other-endpoint", "body-newline"]})
    signed("replaced: not the one in use of another endpoint", "secret-of-other-endpoint", key=OTHER,
           detail={"endpoint": "other", "secret": "theirs", "retired": None})


def other_name_cases():
    """A value under another name is read as it would be under its own."""
    case("other name: cut off", "header-similar", headers=[["X-Signature", HEX[:48]]],
         detail={"name": "X-Signature", "matches": False, "length": 48,
                 "layers": ["header-similar", "header-truncated"]})
    case("other name: in quotes, LF went", "header-similar",
         headers=[["X-Signature", '"' + mac(SECRET, PLAIN + b"\n").hex() + '"']],
         detail={"reading": "quoted", "layers": ["header-similar", "header-malformed", "body-newline"]})
    stamp = "1769864531"
    for name, value, between, form in [
            ("Stripe-Signature", "t=%s,v1=%s", ".", "timestamp.body"),
            ("Paddle-Signature", "ts=%s;h1=%s", ":", "timestamp:body"),
            ("Calendly-Webhook-Signature", "t=%s,v1=%s", ".", "timestamp.body")]:
        digest = mac(SECRET, (stamp + between).encode() + PLAIN).hex()
        case("other name: as another provider, " + name, "header-similar", headers=[[name, value % (stamp, digest)]],
             detail={"name": name, "matches": False, "form": form, "timestampHeader": name,
                     "layers": ["header-similar", "signed-string"]})
    case("other name: as another provider, another secret", "header-similar",
         headers=[["Stripe-Signature", "t=%s,v1=%s" % (stamp, mac(b"x", stamp.encode() + b"." + PLAIN).hex())]],
         detail={"matches": False, "layers": None})


def addition_cases():
    """A member that came and was not signed is no printing: nobody knows who put it there."""
    def added(name, received, members, detail=None, **more):
        signed("added: " + name, "unknown", received, PLAIN,
               detail=dict({"matchesWithout": members, "layers": None}, **(detail or {})), **more)
    amount = dict(EVENT, Amount=99999.99)
    added("a number", compact(amount), ["Amount"], {"secret": "current", "form": None})
    added("in front", compact(dict({"IsAdmin": True}, **EVENT)), ["IsAdmin"])
    added("an object", compact(dict(EVENT, Policy={"A": [1], "B": None})), ["Policy"])
    added("a text beyond ASCII", compact(dict(EVENT, Note="Ærø/Sø")), ["Note"])
    added("two", compact(dict(amount, Foo=1)), ["Amount", "Foo"])
    added("a null", compact(dict(EVENT, Paid=None)), ["Paid"])
    added("with LF", compact(amount) + b"\n", ["Amount"], {"layers": ["unknown", "body-newline"]})
    added("indented besides", printed(amount, indent=2), ["Amount"],
          {"layers": ["unknown", "body-reserialised"], "form": "compact", "arrived": "indent-2"})
    added("a retired secret", compact(amount), ["Amount"], {"layers": ["unknown", "secret-retired"]}, key=RETIRED)
    added("another value besides", compact(dict(amount, CompanyName="sydlys")), None)
    added("one dropped", compact({k: v for k, v in EVENT.items() if k != "CorrelationId"}), None)
    case("added: the signature in quotes", "header-malformed", compact(amount), '"' + HEX + '"',
         detail={"matchesWithout": ["Amount"], "layers": ["header-malformed", "unknown"]})
    case("added: to what was verified once", "signature-of-other-delivery", compact(amount), HEX,
         detail={"delivery": 9, "change": "changed"}, verified={"9": HEX}, verifiedBodies={"9": PLAIN.decode()})
    signed("added: an intermediary is told", "unknown", compact(amount), detail={
        "matchesWithout": ["Amount"], "intermediaries": [{"header": "Via", "value": "1.1 gateway"}]},
           headers=[["Via", "1.1 gateway"], ["X-Signature-SHA256", HEX]])


def common_edge_cases():
    """What came and what was signed have the same edges, or differ in nothing else."""
    pretty = printed(EVENT, indent=2)
    bom = b"\xef\xbb\xbf"

    def edged(name, came, message, layers, **more):
        alone = {"layers": layers if len(layers) > 1 else None}
        signed("edges: " + name, layers[0], came, message, detail=dict(alone, **more))
    edged("both end with LF, compact", pretty + b"\n", PLAIN + b"\n", ["body-reserialised"], form="compact")
    edged("both end with LF, from indent-4", printed(EVENT, indent=4) + b"\n", PLAIN + b"\n", ["body-reserialised"],
          form="compact")
    edged("both end with LF, indent-2", PLAIN + b"\n", pretty + b"\n", ["body-reserialised"], form="indent-2")
    edged("both end with LF, spaced", printed(EVENT) + b"\n", PLAIN + b"\n", ["body-reserialised"], form="compact")
    edged("both begin with a mark", bom + pretty, bom + PLAIN, ["body-reserialised"], form="compact")
    edged("a blank in front of an empty text", b' ""', b'""', ["body-newline"], change="added", newline="SPACE", at="start")
    edged("a blank in place of nothing", b" ", b"", ["body-newline"], change="added", newline="SPACE", at="end")
    edged("a blank for LF", PLAIN + b" ", PLAIN + b"\n", ["body-newline"], change="removed", newline="LF", at="end")
    edged("LF in front for one behind", b"\n" + PLAIN, PLAIN + b"\n", ["body-newline", "body-newline"],
          layerDetails=[{"change": "added", "newline": "LF", "at": "start"},
                        {"change": "removed", "newline": "LF", "at": "end"}])
    signed("edges: CRLF for LF, indent-2", "body-reserialised", PLAIN + b"\r\n", pretty + b"\n",
           detail={"layers": ["body-reserialised", "body-line-endings"], "received": "CRLF", "signed": "LF"})
    edged("CRLF of lines for LF", (pretty + b"\n").replace(b"\n", b"\r\n"), PLAIN + b"\n", ["body-reserialised"],
          form="compact")
    edged("LF went, compact", pretty, PLAIN + b"\n", ["body-reserialised", "body-newline"], change="removed", at="end")
    both = ["body-reserialised", "body-newline"]
    for name, printing in [("spaced", printed(EVENT)), ("compact", PLAIN)]:
        message = PLAIN if name == "spaced" else pretty
        for edge, bytes_ in [("LF", b"\n"), ("CRLF", b"\r\n"), ("SPACE", b" "), ("NUL", b"\0")]:
            edged(edge + " came behind " + name, printing + bytes_, message, both, change="added", newline=edge, at="end")
        edged("LF came in front of " + name, b"\n" + printing, message, both, change="added", newline="LF", at="start")
    for name, printing in [("spaced", printed(EVENT)), ("indent-2", pretty)]:
        edged("a mark came in front of " + name, bom + printing, PLAIN, ["body-reserialised", "body-bom"], change="added")
    edged("a mark came, a mark and LF", bom + printed(EVENT) + b"\n", bom + PLAIN, both, change="added", newline="LF")
    edged("LF of lines came", pretty + b"\n", PLAIN, ["body-reserialised"], form="compact")
    case("edges: HMAC-SHA1, both end with LF", "other-algorithm", pretty + b"\n",
         mac(SECRET, PLAIN + b"\n", "sha1").hex(), detail={"layers": ["other-algorithm", "body-reserialised"]})
    signed("edges: LF in the secret, both end with LF", "secret-whitespace", pretty + b"\n", PLAIN + b"\n",
           key=SECRET + b"\n", detail={"layers": ["secret-whitespace", "body-reserialised"]})
    for name, blanks in [("blanks of a buffer", b" " * 121), ("SPACE LF", b" \n"), ("four NULs", b"\0" * 4)]:
        signed("edges: at the end came " + name, "body-newline", PLAIN + blanks, PLAIN,
               detail={"change": "added", "newline": "several", "at": "end", "layers": None})
    signed("edges: at both came white space", "body-newline", b" \t" + PLAIN + b" \n", PLAIN,
           detail={"change": "added", "newline": "several", "at": "both", "layers": None})


def sorted_number_cases():
    """A program that reads an object into a map prints its numbers anew and its members in order."""
    for name, came, number in [("Go's fraction", b"12.50", b"12.5"), ("jq's whole number", b"50.00", b"50"),
                               ("Python's whole number", b"50.00", b"50.0"), ("Go's exponent", b"1.0E+2", b"100")]:
        signed("numbers: " + name, "body-reserialised", PLAIN[:-1] + b',"Amount":' + came + b"}",
               compact(dict(EVENT, Amount="%"), sort_keys=True).replace(b'"%"', number),
               detail={"form": "sorted", "layers": None})


def rarely_wrapped_cases():
    spaced = compact(dict(EVENT, CompanyName="Nord Lys ~ A/S * 'nu'"))
    text = spaced.decode()

    def signed_as(name, form, message, body=spaced):
        signed("signed as " + name, "body-reserialised", body, message.encode() if isinstance(message, str) else message,
               detail={"form": form, "change": "removed", "layers": None})
    plus = urllib.parse.quote_plus(text)
    signed_as("Python's quote_plus", "form-urlencoded", plus)
    signed_as("PHP's urlencode", "form-urlencoded", plus.replace("~", "%7E"))
    signed_as("Java's URLEncoder", "form-urlencoded", plus.replace("~", "%7E").replace("%2A", "*"))
    signed_as("Python's quote", "form-urlencoded", urllib.parse.quote(text))
    signed_as("encodeURI", "form-urlencoded", urllib.parse.quote(text, safe=";,/?:@&=+$!*'()#"))
    escaped = text.replace('"', "&quot;")
    signed_as("PHP's htmlspecialchars", "html-escaped", escaped.replace("'", "&#039;"))
    signed_as("Python's html.escape", "html-escaped", escaped.replace("'", "&#x27;"))
    signed_as("without white space", "blanks-removed", text.replace(" ", ""))
    signed_as("without white space, indented came", "blanks-removed", text.replace(" ", ""),
              printed(json.loads(text), indent=2))
    signed_as("fields of a form", "form-fields", urllib.parse.urlencode(EVENT), PLAIN)
    signed_as("fields of a form, of words and without null", "form-fields",
              urllib.parse.urlencode({"Id": "a b", "N": 7}), compact({"Id": "a b", "CompanyName": None, "N": 7}))
    for name, message in [("body-and-secret", PLAIN + SECRET), ("secret-and-body", SECRET + PLAIN)]:
        signed("the secret is key and signed besides: " + name, "other-algorithm", PLAIN, message,
               detail={"algorithm": "hmac-sha256-of-" + name, "layers": None})


def order_cases():
    """The fields of a type of the sender's, in its own order."""
    def ordered(name, names, form="reordered", came=PLAIN, **more):
        signed("order: " + name, "body-reserialised", came,
               compact({key: EVENT[key] for key in names}), detail=dict({"form": form, "layers": None}, **more))
    ordered("the type first", ["EventType", "Id", "Url", "TenantId", "CompanyName", "CorrelationId"])
    ordered("the address last", ["Id", "TenantId", "CompanyName", "CorrelationId", "EventType", "Url"])
    ordered("the id last", ["Url", "TenantId", "CompanyName", "CorrelationId", "EventType", "Id"])
    mixed = ["TenantId", "Url", "Id", "CompanyName", "CorrelationId", "EventType"]
    ordered("two exchanged", mixed)
    ordered("two exchanged, indented came", mixed, came=printed(EVENT, indent=2), arrived="indent-2")
    other = {key: EVENT[key] for key in mixed}
    for name, change in [("spaced", lambda event: printed(event)), ("indented", lambda event: printed(event, indent=2)),
                         ("as PHP prints", lambda event: php(event))]:
        signed("order: both " + name, "body-reserialised", change(EVENT), change(other),
               detail={"form": "reordered", "layers": None})
    signed("order: LF came", "body-reserialised", PLAIN + b"\n", compact(other),
           detail={"form": "reordered", "layers": ["body-reserialised", "body-newline"]})
    case("order: the signature in quotes", "header-malformed", PLAIN, '"' + mac(SECRET, compact(other)).hex() + '"',
         detail={"layers": ["header-malformed", "body-reserialised"]})
    signed("order: another value besides", "unknown", PLAIN, compact(dict(other, CompanyName="sydlys")))


def secret_line_cases():
    """A sender who reads the secret from a file and takes more than the value."""
    quoted, white, coded = "secret-quoted", "secret-whitespace", "secret-encoded"

    def line(before, behind="", end=b""):
        name = "%s…%s" % (before, behind)
        signed("line: " + name + repr(end.decode())[1:-1], quoted, key=before.encode() + SECRET + behind.encode() + end,
               detail={"quotes": name, "change": "added", "layers": [quoted, white] if end else None})
    for name in ["SECRET=", "KAUNT_WEBHOOK_SECRET="]:
        for end in [b"", b"\n"]:
            line(name + '"', '"', end)
            line(name + "'", "'", end)
            line("export " + name + '"', '"', end)
        line(name, end=b"\n")
        line(name, end=b"\r\n")
        line("set " + name, end=b"\r\n")
    for name in ["export SECRET=", "export KAUNT_WEBHOOK_SECRET=", "Secret: "]:
        line(name)
    line('secret: "', '"')
    line("secret: ", end=b"\n")
    line('{"secret":"', '"}')
    line('{"webhookSecret": "', '"}', b"\n")
    for name, key, mark in [("' and LF", b"'" + SECRET + b"'\n", "'"), ("` and LF", b"`" + SECRET + b"`\n", "`"),
                            ('" and a blank', b'"' + SECRET + b'" ', '"'), ('a blank and "', b' "' + SECRET + b'"', '"'),
                            ('a mark and "', b'\xef\xbb\xbf"' + SECRET + b'"', '"')]:
        signed("line: " + name, quoted, key=key, detail={"quotes": mark, "change": "added", "layers": [quoted, white]})
    for name, end in [("LF", b"\n"), ("CRLF", b"\r\n")]:
        signed("line: Notepad's, " + name, white, key=b"\xef\xbb\xbf" + SECRET + end,
               detail={"side": "sender", "at": "both", "characters": "BOM " + name, "layers": None})
        for kind, mark in [("", b""), (" with a mark", b"\xff\xfe")]:
            signed("line: UTF-16%s, %s" % (kind, name), coded, key=mark + (SECRET + end).decode().encode("utf-16-le"),
                   detail={"encoding": "utf-16le", "layers": [coded, white]})
    signed("line: its SHA-256", coded, key=hashlib.sha256(SECRET + b"\n").digest(),
           detail={"encoding": "sha256", "layers": [coded, white]})
    signed("line: its SHA-256 in hex", coded, key=hashlib.sha256(SECRET + b"\n").hexdigest().encode(),
           detail={"encoding": "sha256-hex", "layers": [coded, white]})
    signed("line: made for Standard Webhooks", quoted, key=b"whsec_" + base64.b64encode(SECRET),
           detail={"quotes": "whsec_", "layers": [quoted, coded]})
    signed("line: our secret in JSON with more", quoted, secret=b'{"webhookSecret":"' + SECRET + b'","region":"eu"}',
           detail={"quotes": '{"":""}', "change": "removed", "layers": None})
    signed("line: another secret", "unknown", key=b'SECRET="another-secret"')


def labelled_secret_cases():
    """What stands in front of ours or behind it is ours: the sender's key is whole."""
    whole = b"kN8sQ2vX7rT4wZ1yB6mD9fH3jL5pC0aE"
    digits = hashlib.sha256(b"a").hexdigest().encode()

    def labelled(name, ours, quotes, key=whole, **more):
        signed("labelled: " + name, "secret-quoted", secret=ours, key=key,
               detail=dict({"quotes": quotes, "change": "removed", "layers": None}, **more))
    labelled("two words", b"Webhook secret: " + whole, "=")
    labelled("a line of a Dockerfile", b"ENV KAUNT_SECRET " + whole, " ", at="start")
    labelled("a line of a Dockerfile, =", b"ENV KAUNT_SECRET=" + whole, "=")
    labelled("an option of Helm", b"--set kaunt.secret=" + whole, "=")
    labelled("words without a mark", b"Signing secret " + digits, " ", digits, at="start")
    labelled("padded", b"Signing secret " + BASE64_SECRET, " ", BASE64_SECRET, at="start")
    labelled("two secrets", RETIRED + b"\n" + whole, " ", at="start")
    labelled("words behind", whole + b" (production)", " ", at="end")
    labelled("a comment behind", whole + b" # prod", " ", at="end")
    labelled("a page's element", b"<code>" + whole + b"</code>", "<code>")
    for name, ours in [("a line of code", b'const secret = "%s";'), ("PowerShell", b'$env:KAUNT_SECRET="%s"'),
                       ("PHP", b"'secret' => '%s',"), ("appsettings.json", b'"Kaunt:WebhookSecret": "%s"')]:
        signed("labelled: " + name, "secret-quoted", secret=ours % whole, key=whole,
               detail={"layers": ["secret-quoted", "secret-quoted"], "change": "removed"})
    signed("labelled: two words, LF went", "secret-quoted", PLAIN, PLAIN + b"\n", secret=b"Webhook secret: " + whole,
           key=whole, detail={"quotes": "=", "layers": ["secret-quoted", "body-newline"]})
    signed("labelled: another secret", "unknown", secret=b"Webhook secret: " + whole, key=digits)
    signed("labelled: letters of a word", "unknown", secret=b"Webhook secret: " + whole, key=b"ecret: " + whole[:20])


def further_slip_cases():
    """Rarer slips, each of which changes a secret, a value or a body in a way of its own."""
    def key(name, ours, theirs, encoding, **more):
        signed("slip: " + name, "secret-encoded", secret=ours, key=theirs,
               detail=dict({"encoding": encoding, "layers": None}, **more))
    marked = base64.b64encode(b"\xfb\xff\xbf" * 8 + b"ab")
    urls = base64.urlsafe_b64encode(b"\xfb\xff\xbf" * 8 + b"ab")
    key("base64 in the alphabet of URLs", marked, urls, "base64-alphabet")
    key("base64 in the alphabet of URLs, unpadded", marked, urls.rstrip(b"="), "base64-alphabet")
    key("base64url in the standard alphabet", urls.rstrip(b"="), marked, "base64-alphabet")
    key("a dash that holds a line together", SECRET.replace(b"-", "\u2011".encode()), SECRET, "dash")
    key("JSON's escapes beyond ASCII", "sødlys-7f3a".encode(), b"s\\u00f8dlys-7f3a", "json")
    for placeholder in ["your-webhook-secret", "{{ secrets.KAUNT_WEBHOOK_SECRET }}", "System.Byte[]"]:
        key(placeholder, SECRET, placeholder.encode(), "placeholder", placeholder=placeholder)
    words = [int.from_bytes(RIGHT[i:i + 4], "big", signed=True) for i in range(0, 32, 4)]
    for name, value, reading in [
            ("Python's bytes", repr(RIGHT), "escaped-bytes"),
            ("Rust's bytes", "[" + ", ".join("%02x" % b for b in RIGHT) + "]", "escaped-bytes"),
            ("CryptoJS' words", json.dumps({"words": words, "sigBytes": 32}), "words")]:
        case("slip: printed as " + name, "header-malformed", value=value, detail={"reading": reading})
    wrong = mac(b"another", PLAIN)
    case("slip: printed as Python's bytes, of another secret", "header-malformed", value=repr(wrong),
         detail={"reading": None})
    body = next(text for text in (b"{" + b" " * n + NORDIC[1:] for n in range(9))
                if b"-" in base64.urlsafe_b64encode(text) or b"_" in base64.urlsafe_b64encode(text))
    signed("slip: base64url came", "body-reserialised", base64.urlsafe_b64encode(body), body,
           detail={"form": "base64", "change": "added", "layers": None})
    signed("slip: base64url signed", "body-reserialised", body, base64.urlsafe_b64encode(body).rstrip(b"="),
           detail={"form": "base64url", "change": "removed", "layers": None})
    for name, came, message, form in [
            ("JavaScript's small number", b"0.0000001", b"1e-7", "numbers"),
            ("JavaScript's large number", b"12345678901234567890", b"12345678901234567000", "numbers"),
            ("JavaScript's exponent", b"1E21", b"1e+21", "numbers"),
            ("JavaScript's fraction", b"-12.50", b"-12.5", "numbers"),
            ("Python's whole number", b"50.00", b"50.0", "floats"),
            ("Python's exponent", b"1E5", b"100000.0", "floats"),
            ("Python's small number", b"0.00001", b"1e-05", "floats"),
            ("Python's large number", b"1E16", b"1e+16", "floats")]:
        with_number = PLAIN[:-1] + b',"Count":7,"Amount":%s}'
        signed("slip: " + name, "body-reserialised", with_number % came, with_number % message,
               detail={"form": form, "layers": None})


def gzip_at(data, second):
    """As Python's gzip writes it without a time that is given."""
    return gzip.compress(data, 9, mtime=second)


def scheme_cases():
    """Schemes of other providers that leave the body out, hash it, or take its values."""
    stamp = ["X-Timestamp", "1769864531"]
    token = ["X-Token", "a5f3c1"]
    url = "https://hooks.example.com/webhooks/kaunt"

    def scheme(name, message, form, extra=(), algorithm="sha256", layers=None):
        headers = [["Host", "hooks.example.com"], *extra, ["X-Signature-SHA256", mac(SECRET, message, algorithm).hex()]]
        detail = {"form": form, "layers": layers}
        case("scheme: " + name, layers[0] if layers else "signed-string", headers=headers, detail=detail, method="POST",
             target="/webhooks/kaunt")
    hashed = hashlib.sha256(PLAIN).hexdigest().encode()
    scheme("the URL alone", url.encode(), "url")
    scheme("the method and the path alone", b"POST /webhooks/kaunt".replace(b" ", b"\n"), "method\\npath")
    scheme("a time stamp and a token", b"1769864531a5f3c1", "timestamp+id", [stamp, token])
    scheme("a time stamp and the body's hash", b"1769864531." + hashed, "timestamp.sha256(body)", [stamp])
    scheme("the request and the body's hash", b"POST\n/webhooks/kaunt\n" + hashed, "method\\npath\\nsha256(body)")
    scheme("a rarer separator", b"1769864531_" + PLAIN, "timestamp_body", [stamp])
    values = list(EVENT.values())
    named = sorted(EVENT.items())
    scheme("values", "".join(values).encode(), "value+value\u2026")
    scheme("values and colons", ":".join(values).encode(), "value:value\u2026")
    scheme("values by name", "".join(value for _, value in named).encode(), "sorted value+value\u2026")
    scheme("pairs", "&".join("%s=%s" % pair for pair in named).encode(), "sorted name=value&\u2026")
    scheme("the URL and pairs", (url + "".join(a + b for a, b in named)).encode(), "url+sorted name+value\u2026")
    scheme("one value", EVENT["Id"].encode(), "Id")
    scheme("one value and the body", EVENT["Url"].encode() + b"." + PLAIN, "Url.body")
    scheme("the URL and pairs, by SHA-1", (url + "".join(a + b for a, b in named)).encode(), "url+sorted name+value\u2026",
           algorithm="sha1", layers=["signed-string", "other-algorithm"])
    scheme("the body and the URL, by SHA-1", PLAIN + url.encode(), "body+url", algorithm="sha1",
           layers=["signed-string", "other-algorithm"])
    requested = hashlib.sha256(SECRET + b"POST" + url.encode() + PLAIN).hexdigest()
    case("scheme: a hash of the secret, the request and the body", "signed-string", method="POST",
         target="/webhooks/kaunt", headers=[["Host", "hooks.example.com"], ["X-Signature-SHA256", requested]],
         detail={"algorithm": "sha256-of-secret-and-body", "form": "method+url+body",
                 "layers": ["signed-string", "other-algorithm"]})
    case("scheme: one value of another event", "unknown", value=mac(SECRET, b"another-id").hex())


def further_digest_cases():
    for name in ["md5", "sha1", "sha512", "sha3_224"]:
        for mark in [".", ":", "|", "\n"]:
            case("%s of the secret, %r and the body" % (name, mark), "other-algorithm",
                 value=hashlib.new(name, mark.encode().join([SECRET, PLAIN])).hexdigest(),
                 detail={"algorithm": name.replace("_", "-") + "-of-secret-and-body", "layers": None})
    for name in ["sha512_256", "sha512_224", "sm3"]:
        told = name.replace("_", "-")
        if name not in hashlib.algorithms_available:
            name = told
        case("HMAC " + told, "other-algorithm", value=hmac.new(SECRET, PLAIN, name).hexdigest(),
             detail={"algorithm": "hmac-" + told})
        case("no key: " + told, "other-algorithm", value=hashlib.new(name, PLAIN).hexdigest(),
             detail={"algorithm": told, "unkeyed": True})
    case("HMAC of the secret, a point and the body", "other-algorithm", value=mac(SECRET, SECRET + b"." + PLAIN).hex(),
         detail={"algorithm": "hmac-sha256-of-secret-and-body"})


def literal_cases():
    """The body as a language prints its value for people."""
    removed = {"change": "removed", "layers": None}
    added = {"change": "added", "layers": None}
    odd = dict(EVENT, CompanyName=None, Final=True, Lines=["it's", 'a "b"'])
    ruby = "{" + ", ".join('"%s"=>"%s"' % pair for pair in EVENT.items()) + "}"
    java = "{" + ", ".join("%s=%s" % pair for pair in EVENT.items()) + "}"
    go = "map[" + " ".join("%s:%s" % pair for pair in sorted(EVENT.items())) + "]"
    near = dict(EVENT, IdOfOther="b", Id2="c")
    nearly = "map[" + " ".join("%s:%s" % (key, near[key]) for key in sorted(near)) + "]"
    signed("literal: Go's, of names that begin alike, signed", "body-reserialised", compact(near), nearly.encode(),
           detail=dict(removed, form="go-map"))
    for name, text, form in [("Python's", str(EVENT), "python-literal"), ("Ruby's", ruby, "ruby-literal"),
                             ("Java's", java, "java-map"), ("Go's", go, "go-map")]:
        signed("literal: %s signed" % name, "body-reserialised", PLAIN, text.encode(), detail=dict(removed, form=form))
    signed("literal: Python's, of more kinds, signed", "body-reserialised", compact(odd), str(odd).encode(),
           detail=dict(removed, form="python-literal"))
    signed("literal: Python's came", "body-reserialised", str(odd).encode(), compact(odd),
           detail=dict(added, form="python-literal"))
    signed("literal: Ruby's came", "body-reserialised", ruby.encode(), PLAIN, detail=dict(added, form="ruby-literal"))
    signed("literal: single quotes came", "body-reserialised", PLAIN.replace(b'"', b"'"), PLAIN,
           detail=dict(added, form="single-quoted"))
    signed("literal: Python's came, another value", "unknown", str(dict(EVENT, Id="x")).encode(), PLAIN)


def further_wrapped_cases():
    removed = {"change": "removed", "layers": None}
    added = {"change": "added", "layers": None}
    quoted = urllib.parse.quote_plus(PLAIN)
    lines = base64.b64encode(PLAIN).decode()
    ruby = "".join(lines[at:at + 60] + "\n" for at in range(0, len(lines), 60)).encode()
    for name, message, form in [("base64 in lines", base64.encodebytes(PLAIN), "base64"),
                                ("base64 in Ruby's lines", ruby, "base64"),
                                ("bytes in JSON", b'"%s"' % lines.encode(), "base64"),
                                ("upper hex", PLAIN.hex().upper().encode(), "hex"),
                                ("a field called data", b"data=" + quoted.encode(), "form-urlencoded"),
                                ("Go's HTML", PLAIN.replace(b'"', b"&#34;"), "html-escaped"),
                                ("a member called message", b'{"message":%s}' % PLAIN, "message")]:
        signed("further wrapped: %s signed" % name, "body-reserialised", PLAIN, message, detail=dict(removed, form=form))
    buffer = compact({"type": "Buffer", "data": list(PLAIN)})
    signed("further wrapped: Node's buffer came", "body-reserialised", buffer, PLAIN, detail=dict(added, form="buffer-json"))
    signed("further wrapped: hex in lines came", "body-reserialised",
           "".join(PLAIN.hex()[at:at + 60] + "\n" for at in range(0, len(PLAIN) * 2, 60)).encode(), PLAIN,
           detail=dict(added, form="hex"))
    signed("further wrapped: read as a form", "body-reserialised", compact({PLAIN.decode(): ""}), PLAIN,
           detail=dict(added, form="name"))
    signed("further wrapped: what .NET prints, parsed", "body-reserialised", compact({"data": DANISH}), dotnet(DANISH),
           detail={"change": "added", "member": "data", "layers": ["body-reserialised", "body-reserialised"]})
    at = 1769864531
    told = {"coding": "gzip", "change": "decompressed", "layers": None}
    signed("gzip of this second", "body-compressed", PLAIN, gzip_at(PLAIN, at - 2), detail=told, receivedAt=at * 1000)
    signed("gzip of another day", "unknown", PLAIN, gzip_at(PLAIN, at - 86400), receivedAt=at * 1000)
    for text in ["NULL", " ", "System.IO.Stream"]:
        signed("signed in place of a body: %r" % text, "body-empty-signed", PLAIN, text.encode(), detail={"signed": text})


def unknown_cases():
    own = [["x-ms-date", "Sat, 31 Jan 2026 13:02:11 GMT"], ["x-ms-content-sha256", "47DEQpj8"],
           ["x-amz-date", "20260131T130211Z"]]
    signature = ["X-Signature-SHA256", mac(b"other", PLAIN).hex()]
    signed("a sender's own headers", "unknown", key=b"other", headers=own + [signature],
           detail={"intermediaries": None})
    gateway = ["X-Amzn-Trace-Id", "Root=1-67"]
    signed("a gateway's header among a sender's own", "unknown", key=b"other", headers=own + [gateway, signature],
           detail={"intermediaries": [{"header": gateway[0], "value": gateway[1]}]})
    signed("a different secret", "unknown", key=b"a-truly-different-secret")
    signed("a digit of the secret", "unknown", key=SECRET[:-1] + b"b")
    signed("one byte changed", "unknown", PLAIN[:-2] + b'!"', PLAIN)
    signed("another value", "unknown", compact(dict(EVENT, CompanyName="sydlys")), PLAIN)
    signed("one member more", "unknown", PLAIN, compact(dict(EVENT, Secret=1)))
    signed("cut body", "unknown", PLAIN[:100], PLAIN, detail={"json": "incomplete"})
    signed("not JSON", "unknown", b"hello", PLAIN, detail={"json": "invalid"})
    signed("empty body came", "unknown", b"", PLAIN, detail={"json": "empty", "jsonOffset": None})
    case("zeros", "unknown", value="00" * 32)
    case("one bit of the digest", "unknown", value=bytes([RIGHT[0] ^ 1, *RIGHT[1:]]).hex())
    case("random", "unknown", value=hashlib.sha256(b"random").hexdigest())
    case("random base64", "unknown", value=base64.b64encode(hashlib.sha256(b"random").digest()).decode())
    case("upper and lower confused", "header-malformed", value=B64.swapcase())
    case("reversed", "unknown", value=RIGHT[::-1].hex())
    for length in (16, 20, 28, 48, 64):
        case("random, %d bytes" % length, "header-malformed", value=hashlib.sha512(b"r").digest()[:length].hex())
    case("random, quoted", "header-malformed", value='"' + hashlib.sha256(b"random").hexdigest() + '"')
    via = [{"header": "Via", "value": "1.1 corp-gw"}]
    signed("on the way: LF came", "body-newline", PLAIN + b"\n", headers=[["Via", "1.1 corp-gw"], ["X-Signature-SHA256", HEX]],
           detail={"intermediaries": via})
    case("on the way: the header went", "header-missing", headers=[["Via", "1.1 corp-gw"]], detail={"intermediaries": via})
    signed("on the way: of a secret it has no part", "secret-quoted",
           headers=[["Via", "1.1 corp-gw"], ["X-Signature-SHA256", mac(b'"' + SECRET + b'"', PLAIN).hex()]],
           detail={"intermediaries": None})
    signed("an intermediary", "unknown", key=b"other", headers=[
        ["Via", "1.1 vegur"], ["User-Agent", "proxy/1"], ["X-Forwarded-For", "10.0.0.1"],
        ["X-Signature-SHA256", mac(b"other", PLAIN).hex()]], detail={"userAgent": "proxy/1"})


for make in [header_cases, header_print_cases, clear_cases, header_layer_cases, algorithm_cases, secret_cases,
             own_secret_cases, secret_slip_cases, secret_key_cases,
             secret_surplus_cases, secret_writing_cases,
             ending_cases, wrapped_cases, layer_cases, told_cases, compared_cases, repeated_cases, printing_cases, charset_cases,
             compressed_cases, signed_string_cases, other_cases, former_secret_cases, replaced_secret_cases,
             other_name_cases, addition_cases, common_edge_cases, labelled_secret_cases, secret_line_cases,
             order_cases, rarely_wrapped_cases, sorted_number_cases, further_slip_cases,
             scheme_cases, further_digest_cases, literal_cases, further_wrapped_cases,
             unknown_cases]:
    make()
names = [one["name"] for one in cases]
assert len(names) == len(set(names)), [name for name in names if names.count(name) > 1]
print(json.dumps({
    "source": "Made by make_refusals.py: every fault that an integrator, a framework or a proxy is known to make, and "
              "what must stay unknown; digests by Python's hmac and hashlib.",
    "retired": RETIRED.decode(), "other": OTHER.decode(), "otherRetired": OTHER_RETIRED.decode(), "cases": cases}, indent=1, ensure_ascii=False))
