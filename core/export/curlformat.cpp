// SPDX-License-Identifier: MIT
#include "core/export/curlformat.h"

#include "core/capture/redactedtext.h"
#include "core/export/deliverylines.h"
#include "core/export/shellwords.h"
#include "core/urltext.h"

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

/// HMAC (RFC 2104) out of two hashes, since the tools that make a whole one take the key as an argument, which other
/// users of the machine can read.
constexpr char preamble[] = R"sh(#!/usr/bin/env bash
# Sends webhook deliveries again, each with a signature made anew. Needs bash, curl and openssl.
#   KAUNT_WEBHOOK_SECRET  the secret to sign with
#   KAUNT_URL             where to send, in place of the address below: scheme, host and port
# Prints what each was answered. Ends with 1 where one was not answered 2xx.
set -u -o pipefail
: "${KAUNT_WEBHOOK_SECRET:?is not set: the secret to sign with}"
url=${KAUNT_URL:-%URL%}

key=$(printf %s "$KAUNT_WEBHOOK_SECRET" | od -An -v -tx1 | tr -d ' \n')
if ((${#key} > 128)); then
  key=$(printf %s "$KAUNT_WEBHOOK_SECRET" | openssl dgst -sha256 -binary | od -An -v -tx1 | tr -d ' \n')
fi
inner= outer=
for ((i = 0; i < 128; i += 2)); do
  byte=$((16#0${key:i:2}))
  printf -v pad '\\0%03o' $((byte ^ 0x36)) && inner+=$pad
  printf -v pad '\\0%03o' $((byte ^ 0x5c)) && outer+=$pad
done
hmac() { { printf %b "$outer"; { printf %b "$inner"; cat; } | openssl dgst -sha256 -binary; } | openssl dgst -sha256 -binary; }
hex() { hmac | od -An -v -tx1 | tr -d ' \n'; }
base64() { hmac | openssl base64 -A; }
base64url() { base64 | tr '+/' '-_'; }
sent=0 failed=0
post() {
  local number=$1 answer
  shift
  ((sent += 1))
  answer=$(body | curl -q --silent --show-error --globoff --path-as-is --write-out '\n%{http_code}' \
    --header Expect: --data-binary @- "$@" | tr -d '\000') &&
    [[ ${answer##*$'\n'} == 2* ]] || ((failed += 1))
  printf 'delivery %s: %s %s\n' "$number" "${answer##*$'\n'}" "${answer%$'\n'*}"
}
)sh";

/// What curl sets itself, or what is about one connection only (RFC 9110 section 7.6.1).
bool isOfTheConnection(const Header& header)
{
    static constexpr std::array left{"host",       "content-length",   "expect", "connection",
                                     "keep-alive", "proxy-connection", "te",     "upgrade"};
    return std::any_of(left.begin(), left.end(), [&header](const char* name) { return isNamed(header, name); });
}

/// curl leaves a header out that has nothing behind its colon, and sends it empty for a semicolon.
QByteArray headerOption(const Header& header)
{
    const QByteArray line = header.value.isEmpty() ? header.name + ';' : header.name + ": " + header.value;
    return " \\\n    --header " + shellWord(line);
}

QByteArray signatureOption(const DeliveryRecord& record)
{
    const QByteArray value = headerValues(record.headers, signatureHeaderName).value(0);
    const auto decoded = decodeSignature(value);
    const QByteArray encoding = encodingCode(decoded ? decoded->encoding : SignatureEncoding::Hex).toLatin1();
    constexpr char prefix[] = "sha256=";
    const QByteArray before = decoded && value.toLower().startsWith(prefix)
                                  ? value.left(static_cast<qsizetype>(qstrlen(prefix)))
                                  : QByteArray();
    return " \\\n    --header " + shellWord(QByteArray(signatureHeaderName) + ": " + before) + "\"$(body | " +
           encoding + ")\"";
}

/// A server refuses brackets in a target (RFC 3986 section 3.4).
constexpr char redactedInTarget[] = "%5Bredacted%5D";

QByteArray headerOptions(const DeliveryRecord& record)
{
    QByteArray options;
    for (const Header& header : record.headers) {
        // A name of another's log may be an option to curl: “@FILE” would send the file's lines.
        const bool isLeft = isOfTheConnection(header) || header.value == redactedText || !canBeHeader(header);
        if (!isLeft && !isNamed(header, signatureHeaderName))
            options += headerOption(header);
    }
    for (const char* ofCurl : {"Accept", "User-Agent", "Content-Type"}) {
        if (headerValues(record.headers, ofCurl).isEmpty())
            options += QByteArray(" \\\n    --header ") + ofCurl + ':';
    }
    return options + signatureOption(record);
}

} // namespace

CurlFormat::CurlFormat(QUrl receiver)
    : m_receiver(std::move(receiver))
{
}

QByteArray CurlFormat::beginning() const
{
    QUrl base;
    base.setScheme(m_receiver.scheme());
    base.setHost(m_receiver.host());
    base.setPort(m_receiver.port());
    return QByteArray(preamble).replace("%URL%", shellWord(base.toEncoded()));
}

QByteArray CurlFormat::ending() const
{
    return R"sh(
if ((failed > 0)); then
  echo "Not answered 2xx: $failed of $sent." >&2
  exit 1
fi
)sh";
}

bool CurlFormat::leavesOut(const DeliveryRecord& delivery) const
{
    return !delivery.summary.isBodyRead() || delivery.isBodyCut();
}

QByteArray CurlFormat::delivery(const ExportedDelivery& delivery)
{
    const DeliveryRecord& record = delivery.record;
    QByteArray text = "\n# delivery " + QByteArray::number(record.summary.number) + ", " +
                      utcText(record.summary.receivedAt) + ", " + verdictCode(record.summary.verdict).toLatin1() + '\n';
    if (!record.summary.isBodyRead())
        return text + "# is left out: of " + shellWord(record.method + ' ' + record.target) +
               ", which no endpoint takes, the body was not read\n";
    if (record.isBodyCut())
        return text + "# is left out: of its body the first " + QByteArray::number(record.body.size()) + " bytes of " +
               QByteArray::number(record.summary.bodyBytes) + " were kept\n";
    text += "body() { printf %b " + printfWord(record.body) + "; }\n";
    QByteArray target = originForm(record.target);
    target.replace(redactedText, redactedInTarget);
    return text + "post " + QByteArray::number(record.summary.number) + " \"$url\"" +
           shellWord(target.isEmpty() ? QByteArray("/") : target) + headerOptions(record) + '\n';
}

} // namespace kaunt
