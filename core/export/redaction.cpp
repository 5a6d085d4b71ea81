// SPDX-License-Identifier: MIT
#include "core/export/redaction.h"

#include "core/export/credentiallooks.h"
#include "core/export/secretwritings.h"
#include "core/export/textcredentials.h"
#include "core/export/urlcredentials.h"
#include "core/sha256.h"
#include "core/webhook/bodychange.h"
#include "core/webhook/deliverytexts.h"

#include <QJsonArray>
#include <QJsonDocument>
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

bool isJson(const QByteArray& text)
{
    return !QJsonDocument::fromJson(text).isNull();
}

class Redacting {
public:
    Redacting(const HeaderList& headers, const QList<QByteArray>& secrets)
        : m_headers(headers)
        , m_redaction{writingsOf(secrets), {}}
    {
    }

    void change(const TextPlace& place, QByteArray& text)
    {
        if (text == redactedText)
            return;
        if (place.kind == Kind::Body || place.kind == Kind::ResourceBody)
            changeBody(text, place.kind == Kind::Body ? m_headers : HeaderList());
        else if (place.kind == Kind::HeaderValue)
            changeHeader(place.name, text);
        else
            redactText(text, m_redaction);
    }

    [[nodiscard]] const QSet<QString>& found() const { return m_redaction.found; }

private:
    void changeBody(QByteArray& body, const HeaderList& headers)
    {
        const auto changed = withChangedContent(body, headers, [this](QByteArray& bytes, BodyContent::Form form) {
            if (form == BodyContent::Form::FormData)
                redactFormText(bytes, m_redaction);
            else
                redactText(bytes, m_redaction);
        });
        if (!changed)
            m_redaction.found.insert(QStringLiteral("packed body"));
        body = changed.value_or(redactedText);
    }

    void changeHeader(const QByteArray& name, QByteArray& value)
    {
        if (namesCredential(name) || isCredential(value)) {
            value = redactedText;
            m_redaction.found.insert(QString::fromLatin1(name));
            return;
        }
        redactText(value, m_redaction);
        redactHeaderParameters(value, isJson(value), m_redaction.found);
    }

    HeaderList m_headers; ///< as they came
    TextRedaction m_redaction;
};

/// Bytes of two bodies in hex, where no credential is found. Where they differ, and how long they are, stays.
QJsonObject withoutShownBytes(QJsonObject detail)
{
    QJsonObject difference = detail.value(u"difference").toObject();
    difference.remove(u"received");
    difference.remove(u"signed");
    if (detail.contains(u"difference"))
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
