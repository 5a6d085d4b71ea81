// SPDX-License-Identifier: MIT
#include "tests/core/capture/capturebundlefixture.h"

#include "core/sending/deliverysender.h"
#include "core/simulator/faults.h"
#include "core/webhook/signature.h"

namespace kaunt::test {

namespace {

/// printf '{"Id":"6d1f","CompanyName":"Nordlys A/S"}' | gzip -n
QByteArray gzipped()
{
    return QByteArray::fromHex("1f8b08000000000002ffab56f24c51b252324b314c53d25172cecf2d48ccabf44b"
                               "cc4d050afae517a5e454162b38ea072bd5020086f03fc129000000");
}

} // namespace

void CaptureBundleFixture::makeAnew()
{
    m_captured = std::make_unique<CapturedLog>();
}

QByteArray CaptureBundleFixture::allBytes()
{
    QByteArray bytes;
    for (int value = 0; value < 256; ++value)
        bytes += static_cast<char>(value);
    return bytes;
}

QList<Delivery> CaptureBundleFixture::authenticOnes()
{
    const QByteArray body = captureTestBody();
    const HeaderList odd{{"x-ODD", ""}, {"X-Odd", "a\xe6\xff"}, {"x-ODD", "again: and \\again"}};
    return {
        receivedSigned(body),
        receivedSigned(body), // a repeat
        receivedSigned(captureTestBody(QStringLiteral("7e2f1c8f-4d22-4b63-8c1e-2f3e4d5c6b7a")), odd),
        receivedSigned(R"({"Id":"a1","Id":"a2","Total":1.0e+2,"Big":18446744073709551615,)"
                       "\t\"Esc\":\"\\u00e6\\/\\n\",\r\n \"EventType\":\"ModelReady\"}\n"),
        receivedSigned(allBytes()),
        receivedSigned(""),
        receivedSigned("[1, 2]"),
        receivedSigned(gzipped(), {{"Content-Encoding", "gzip"}}),
        received(body, signedHeaders(body, captureTestSecret, SignatureEncoding::Base64)),
        received(body, {{"X-SIGNATURE-sha256", "SHA256=" + hmacSha256(captureTestSecret, body).toHex().toUpper()}}),
    };
}

QList<Delivery> CaptureBundleFixture::refusedOnes()
{
    QList<Delivery> refused;
    for (const QString& kind : faultKinds())
        refused.append(receivedFaulty(kind));
    Delivery withoutSecret = receivedSigned(captureTestBody());
    withoutSecret.signature = {Verdict::NoSecret, SignatureEncoding::Hex, {}};
    withoutSecret.event.reset();
    withoutSecret.status = 503;
    Delivery large = received(QByteArray(100'000, ' ') + "{}", {{"X-Signature-SHA256", QByteArray(64, 'a')}});
    Delivery misdirected = receivedSigned("");
    misdirected.signature.verdict = Verdict::Misdirected;
    misdirected.event.reset();
    misdirected.endpoint.clear();
    misdirected.method = "GET";
    misdirected.target = "/hook?token=abcdefghijkl&x=1";
    misdirected.notes = {QStringLiteral("called:GET /hook?token=abcdefghijkl&x=1")};
    return refused + QList<Delivery>{withoutSecret, large, misdirected};
}

std::unique_ptr<LogQueries> CaptureBundleFixture::roundTrip(ExportFormat format, bool isRedacted)
{
    m_bytes = m_captured->exported(format, isRedacted);
    m_captured->write(QStringLiteral("file"), m_bytes);
    const QString folder = m_captured->path(QString::number(++m_folders));
    const auto contents = importCapture(m_captured->path(QStringLiteral("file")), folder);
    if (!contents) {
        qWarning("line %lld: %d %s", contents.error().line, int(contents.error().code),
                 qPrintable(contents.error().detail));
        return {};
    }
    m_contents = *contents;
    return m_captured->queriesOf(folder);
}

} // namespace kaunt::test
