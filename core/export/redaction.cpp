// SPDX-License-Identifier: MIT
#include "core/export/redaction.h"

#include "core/export/credentiallooks.h"
#include "core/export/jsoncredentials.h"
#include "core/export/secretwritings.h"
#include "core/sha256.h"
#include "core/webhook/deliverytexts.h"

#include <QJsonArray>
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
        redactCredentialLooks(text, m_found);
    }

    [[nodiscard]] const QSet<QString>& found() const { return m_found; }

private:
    bool m_isForm;
    std::vector<SecretWritings> m_secrets;
    QSet<QString> m_found;
};

/// Bytes of two bodies in hex, where no credential is found. Where they differ, and how long they are, stays.
QJsonObject withoutShownBytes(QJsonObject detail)
{
    QJsonObject difference = detail.value(u"difference").toObject();
    difference.remove(u"received");
    difference.remove(u"signed");
    if (!difference.isEmpty())
        detail.insert(u"difference", difference);
    QJsonArray layers = detail.value(u"layerDetails").toArray();
    for (qsizetype i = 0; i < layers.size(); ++i)
        layers[i] = withoutShownBytes(layers.at(i).toObject());
    if (!layers.isEmpty())
        detail.insert(u"layerDetails", layers);
    return detail;
}

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
    const bool isChanged = delivery.body != before;
    if (isWhole && isChanged) {
        delivery.summary.bodyBytes = delivery.body.size();
        delivery.summary.bodySha256 = sha256(delivery.body).toHex();
    }
    auto& diagnosis = delivery.summary.diagnosis;
    // What is not there can't be looked through.
    const bool isOfOther = diagnosis && diagnosis->cause == QLatin1String("signature-of-other-delivery");
    if (diagnosis && (isChanged || !isWhole || isOfOther))
        diagnosis->detail = withoutShownBytes(diagnosis->detail);
    for (const QString& name : redacting.found())
        ++counts[name];
    return isChanged;
}

} // namespace kaunt
