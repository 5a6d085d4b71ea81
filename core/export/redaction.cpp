// SPDX-License-Identifier: MIT
#include "core/export/redaction.h"

#include "core/export/jsoncredentials.h"
#include "core/export/secretwritings.h"
#include "core/sha256.h"
#include "core/webhook/deliverytexts.h"

#include <QSet>

#include <vector>

namespace kaunt {

namespace {

using Kind = TextPlace::Kind;

/// A shorter one would be found in what is no secret.
constexpr qsizetype shortestSecret = 8;

std::vector<SecretWritings> writingsOf(const QList<QByteArray>& secrets)
{
    std::vector<SecretWritings> writings;
    for (const QByteArray& secret : secrets) {
        if (secret.size() >= shortestSecret)
            writings.emplace_back(secret);
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
        const bool isHeader = place.kind == Kind::HeaderValue;
        if (isHeader && (namesCredential(place.name) || isCredential(text))) {
            text = redactedText;
            m_found.insert(QString::fromLatin1(place.name));
            return;
        }
        // First, while they are whole: a parameter may end within one.
        for (const SecretWritings& secret : m_secrets) {
            if (secret.replaceIn(text, redactedText))
                m_found.insert(QStringLiteral("secret"));
        }
        if (place.kind == Kind::Body && m_isForm)
            redactForm(text, m_found);
        redactUrls(text, m_found);
        if (isHeader)
            redactHeaderParameters(text, m_found);
        redactJsonMembers(text, m_found);
    }

    [[nodiscard]] const QSet<QString>& found() const { return m_found; }

private:
    bool m_isForm;
    std::vector<SecretWritings> m_secrets;
    QSet<QString> m_found;
};

} // namespace

bool redact(DeliveryRecord& delivery, QList<ResourceRecord>& resources, const QList<QByteArray>& secrets,
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
    return delivery.body != before;
}

} // namespace kaunt
