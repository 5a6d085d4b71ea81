// SPDX-License-Identifier: MIT
#include "core/export/redaction.h"

#include "core/sha256.h"
#include "core/webhook/deliverytexts.h"

#include <QSet>

#include <algorithm>

namespace kaunt {

namespace {

using Kind = TextPlace::Kind;

/// A shorter one would be found in what is no secret.
constexpr qsizetype shortestSecret = 8;

/// As it is, as a URL has it, and as it reads where bytes were taken for Latin 1.
QList<QByteArray> writingsOf(const QList<QByteArray>& secrets)
{
    QList<QByteArray> writings;
    for (const QByteArray& secret : secrets) {
        if (secret.size() < shortestSecret)
            continue;
        for (const QByteArray& one : {secret, secret.toPercentEncoding(), QString::fromLatin1(secret).toUtf8()}) {
            if (!writings.contains(one))
                writings.append(one);
        }
    }
    return writings;
}

bool isForm(const HeaderList& headers)
{
    return headerValues(headers, "Content-Type").value(0).toLower().contains("form-urlencoded");
}

class Redacting {
public:
    Redacting(const HeaderList& headers, const QList<QByteArray>& secrets)
        : m_isForm(isForm(headers))
        , m_secrets(writingsOf(secrets))
    {
    }

    void change(const TextPlace& place, QByteArray& text)
    {
        if (text == redactedText)
            return;
        if (place.kind == Kind::HeaderValue && namesCredential(place.name)) {
            text = redactedText;
            m_found.insert(QString::fromLatin1(place.name));
            return;
        }
        if (place.kind == Kind::Body && m_isForm)
            redactForm(text, m_found);
        redactUrls(text, m_found);
        for (const QByteArray& secret : m_secrets) {
            if (!text.contains(secret))
                continue;
            text.replace(secret, redactedText);
            m_found.insert(QStringLiteral("secret"));
        }
    }

    [[nodiscard]] const QSet<QString>& found() const { return m_found; }

private:
    bool m_isForm;
    QList<QByteArray> m_secrets;
    QSet<QString> m_found;
};

} // namespace

void redact(DeliveryRecord& delivery, QList<ResourceRecord>& resources, const QList<QByteArray>& secrets,
            RedactionCounts& counts)
{
    delivery.summary.isMarked = false;
    delivery.summary.note.clear();
    const bool isWhole = !delivery.isBodyCut();
    const QByteArray before = delivery.body;
    Redacting redacting(delivery.headers, secrets);
    visitTexts(delivery, resources,
               [&redacting](const TextPlace& place, QByteArray& text) { redacting.change(place, text); });
    if (isWhole && delivery.body != before) {
        delivery.summary.bodyBytes = delivery.body.size();
        delivery.summary.bodySha256 = sha256(delivery.body).toHex();
    }
    for (const QString& name : redacting.found())
        ++counts[name];
}

} // namespace kaunt
