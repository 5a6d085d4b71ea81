// SPDX-License-Identifier: MIT
#include "core/export/redaction.h"

#include "core/export/credentiallooks.h"
#include "core/export/textcredentials.h"
#include "core/export/urlcredentials.h"
#include "core/sha256.h"
#include "core/webhook/contentchange.h"
#include "core/webhook/deliverytexts.h"
#include "core/webhook/plainsecret.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <optional>

namespace kaunt {

namespace {

using Kind = TextPlace::Kind;

/// Where the diagnosis of a delivery found a secret in the clear, which may be none of those that are known now.
struct ClearSecret {
    QByteArray header;
    QByteArray parameter; ///< of the query
};

ClearSecret clearSecretOf(const std::optional<Diagnosis>& diagnosis)
{
    if (!diagnosis || diagnosis->detail.value(u"reading") != QLatin1String("secret"))
        return {};
    const QByteArray parameter = diagnosis->detail.value(u"parameter").toString().toLatin1();
    const bool isOfSignature = diagnosis->cause == u"header-malformed";
    const QByteArray named = diagnosis->detail.value(u"name").toString().toLatin1();
    if (!parameter.isEmpty())
        return {{}, parameter};
    return {isOfSignature ? QByteArray(signatureHeaderName) : named, {}};
}

bool isJson(const QByteArray& text)
{
    return !QJsonDocument::fromJson(text).isNull();
}

class Redacting {
public:
    Redacting(const DeliveryRecord& delivery, const SoughtSecrets& secrets)
        : m_headers(delivery.headers)
        , m_secrets(secrets)
        , m_clear(clearSecretOf(delivery.summary.diagnosis))
        , m_redaction{secrets.written, {}}
    {
    }

    /// Until nothing is left to replace: what one rule has left may be what another one takes, as the end of a value is
    /// not the same for each, and a text without its blanks may be read as a form.
    void change(const TextPlace& place, QByteArray& text)
    {
        constexpr int mostRounds = 8; // two are enough but for what is made to need more
        for (int round = 0; round < mostRounds && text != redactedText; ++round) {
            const QByteArray before = text;
            changeOnce(place, text);
            if (text == before)
                break;
        }
    }

    /// What is called by a secret is told as one.
    [[nodiscard]] QSet<QString> found() const
    {
        QSet<QString> told;
        for (const QString& name : m_redaction.found) {
            QByteArray text = name.toUtf8();
            const bool isSecret = std::any_of(m_redaction.secrets.begin(), m_redaction.secrets.end(),
                                              [&text](const auto& one) { return one.replaceIn(text, {}); });
            told.insert(isSecret ? QStringLiteral("secret") : name);
        }
        return told;
    }

private:
    void changeOnce(const TextPlace& place, QByteArray& text)
    {
        if (place.kind == Kind::Body || place.kind == Kind::ResourceBody)
            changeBody(text, place.kind == Kind::Body ? m_headers : HeaderList());
        else if (place.kind == Kind::HeaderValue)
            changeHeader(place.name, text);
        else
            redactText(text, m_redaction);
        if (place.kind == Kind::Target && !m_clear.parameter.isEmpty())
            replaceParameter(text);
        if (place.kind != Kind::Body && place.kind != Kind::ResourceBody)
            replaceEncoded(text);
    }

    /// Of the query, where the diagnosis found a secret.
    void replaceParameter(QByteArray& target)
    {
        const qsizetype query = target.indexOf('?') + 1;
        const QByteArray name = m_clear.parameter + '=';
        QByteArrayList parameters = target.mid(query).split('&');
        for (QByteArray& parameter : parameters) {
            if (!parameter.startsWith(name) || parameter == name + redactedText)
                continue;
            parameter = name + redactedText;
            m_redaction.found.insert(QStringLiteral("secret"));
        }
        target = target.left(query) + parameters.join('&');
    }

    /// Last: what is encoded together with other credentials has been decoded by then.
    void replaceEncoded(QByteArray& text)
    {
        for (const SecretWritings& writing : m_secrets.encoded) {
            if (writing.replaceIn(text, redactedText))
                m_redaction.found.insert(QStringLiteral("secret"));
        }
    }

    void changeBody(QByteArray& body, const HeaderList& headers)
    {
        const auto changed = withChangedContent(body, headers, [this](QByteArray& bytes, BodyContent::Form form) {
            if (form == BodyContent::Form::FormData)
                redactFormText(bytes, m_redaction);
            else
                redactText(bytes, m_redaction);
            replaceEncoded(bytes);
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
        const bool isClear = name.compare(m_clear.header, Qt::CaseInsensitive) == 0 ||
                             std::any_of(m_secrets.known.cbegin(), m_secrets.known.cend(),
                                         [&value](const QByteArray& s) { return holdsSecret(value, s); });
        if (!isClear)
            return;
        value = redactedText; // in base64 or hex, too
        m_redaction.found.insert(QStringLiteral("secret"));
    }

    HeaderList m_headers; ///< as they came
    const SoughtSecrets& m_secrets;
    ClearSecret m_clear;
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

bool redact(DeliveryRecord& delivery, QList<ResourceRecord>& resources, const SoughtSecrets& secrets,
            RedactionCounts& counts)
{
    delivery.summary.isMarked = false;
    delivery.summary.note.clear();
    const bool isWhole = !delivery.isBodyCut();
    const QByteArray before = delivery.body;
    Redacting redacting(delivery, secrets);
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
    const QSet<QString> found = redacting.found();
    for (const QString& name : found)
        ++counts[name];
    return isChanged;
}

} // namespace kaunt
