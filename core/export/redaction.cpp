// SPDX-License-Identifier: MIT
#include "core/export/redaction.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

/// A shorter one would be found in what is no secret.
constexpr qsizetype shortestSecret = 8;

bool isRedacted(QByteArrayView value)
{
    return value == QByteArrayView(redactedText);
}

void redactHeaders(HeaderList& headers, QSet<QString>& found)
{
    for (Header& header : headers) {
        if (!namesCredential(header.name) || header.value.isEmpty() || isRedacted(header.value))
            continue;
        header.value = redactedText;
        found.insert(QString::fromLatin1(header.name));
    }
}

/// The query of the target, without taking apart what it encodes: only a plain name is known for what it is.
void redactTarget(QByteArray& target, QSet<QString>& found)
{
    const qsizetype start = target.indexOf('?');
    if (start < 0)
        return;
    QList<QByteArray> parameters = target.mid(start + 1).split('&');
    for (QByteArray& parameter : parameters) {
        const qsizetype equals = parameter.indexOf('=');
        const QByteArray name = parameter.left(equals).toLower();
        const bool isCode = name == "code" || name == "sig" || name == "key" || name == "auth";
        if (equals < 0 || !(isCode || namesCredential(name)))
            continue;
        parameter = parameter.left(equals + 1) + redactedText;
        found.insert(QLatin1Char('?') + QString::fromLatin1(name));
    }
    target = target.left(start + 1) + parameters.join('&');
}

bool replaceSecret(QByteArray& bytes, const QByteArray& secret)
{
    if (!bytes.contains(secret))
        return false;
    bytes.replace(secret, redactedText);
    return true;
}

bool replaceSecret(DeliveryRecord& delivery, QList<ResourceRecord>& resources, const QByteArray& secret)
{
    bool isFound = replaceSecret(delivery.target, secret);
    isFound = replaceSecret(delivery.body, secret) || isFound;
    for (Header& header : delivery.headers) {
        isFound = replaceSecret(header.name, secret) || isFound;
        isFound = replaceSecret(header.value, secret) || isFound;
    }
    for (ResourceRecord& resource : resources) {
        isFound = replaceSecret(resource.body, secret) || isFound;
        const QString text = QString::fromUtf8(secret);
        for (QString* field : {&resource.url, &resource.errorMessage}) {
            isFound = field->contains(text) || isFound;
            field->replace(text, QLatin1String(redactedText));
        }
    }
    if (!delivery.summary.event)
        return isFound;
    const QString text = QString::fromUtf8(secret);
    WebhookEvent& event = *delivery.summary.event;
    for (QString* field :
         {&event.id, &event.url, &event.tenantId, &event.companyName, &event.correlationId, &event.eventType}) {
        isFound = field->contains(text) || isFound;
        if (!field->isNull())
            field->replace(text, QLatin1String(redactedText));
    }
    return isFound;
}

} // namespace

bool namesCredential(QByteArrayView name)
{
    static constexpr std::array credentials{
        "authorization", "cookie",  "token",      "secret",     "password",   "passwd",        "apikey",
        "api-key",       "api_key", "credential", "access-key", "access_key", "functions-key", "subscription-key"};
    const QByteArray lower = name.toByteArray().toLower();
    return std::any_of(credentials.begin(), credentials.end(),
                       [&lower](const char* part) { return lower.contains(part); });
}

void redact(DeliveryRecord& delivery, QList<ResourceRecord>& resources, const QList<QByteArray>& secrets,
            RedactionCounts& counts)
{
    delivery.summary.isMarked = false;
    delivery.summary.note.clear();
    QSet<QString> found;
    redactHeaders(delivery.headers, found);
    redactTarget(delivery.target, found);
    for (const QByteArray& secret : secrets) {
        if (secret.size() >= shortestSecret && replaceSecret(delivery, resources, secret))
            found.insert(QStringLiteral("secret"));
    }
    for (const QString& name : std::as_const(found))
        ++counts[name];
}

} // namespace kaunt
