// SPDX-License-Identifier: MIT
#include "core/settings/settingsreader.h"

#include "core/settings/settingskeys.h"

#include <QSettings>

#include <limits>
#include <optional>

namespace kaunt {

namespace keys = settingskeys;

namespace {

/// Takes values out of the file and remembers the first that is wrong.
class ValueReader {
public:
    explicit ValueReader(QSettings& file)
        : m_file(file)
    {
    }

    template <typename Number>
    void number(const QString& key, Number& value, qint64 low, qint64 high)
    {
        if (!m_file.contains(key))
            return;
        bool isNumber = false;
        const qint64 read = m_file.value(key).toLongLong(&isNumber);
        if (!isNumber || read < low || read > high)
            wrong(key);
        else
            value = static_cast<Number>(read);
    }

    void seconds(const QString& key, std::chrono::milliseconds& value)
    {
        constexpr qint64 longest = 24 * 60 * 60;
        qint64 count = std::chrono::duration_cast<std::chrono::seconds>(value).count();
        number(key, count, 1, longest);
        value = std::chrono::seconds(count);
    }

    void boolean(const QString& key, bool& value)
    {
        const QString text = m_file.value(key, value).toString();
        if (text != QLatin1String("true") && text != QLatin1String("false"))
            wrong(key);
        else
            value = text == QLatin1String("true");
    }

    void origin(const QString& key, const QString& text, QUrl& value)
    {
        const QUrl url(text, QUrl::StrictMode);
        const bool isWeb = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
        if (!url.isValid() || !isWeb || url.host().isEmpty() || !url.userInfo().isEmpty())
            wrong(key);
        else
            value = url;
    }

    QString text(const QString& key, const QString& fallback) const { return m_file.value(key, fallback).toString(); }
    QSettings& file() { return m_file; }

    void wrong(const QString& key)
    {
        if (!m_error)
            m_error = SettingsError{SettingsError::Code::WrongValue, {}, fullKey(key), m_file.value(key).toString()};
    }
    [[nodiscard]] const std::optional<SettingsError>& error() const { return m_error; }

private:
    QString fullKey(const QString& key) const { return m_file.group().isEmpty() ? key : m_file.group() + u'/' + key; }

    QSettings& m_file;
    std::optional<SettingsError> m_error;
};

QList<SigningSecret> readSecrets(ValueReader& reader)
{
    QList<SigningSecret> secrets;
    const int count = reader.file().beginReadArray(keys::secrets);
    for (int i = 0; i < count; ++i) {
        reader.file().setArrayIndex(i);
        SigningSecret secret;
        secret.name = reader.text(keys::name, {});
        reader.boolean(keys::retired, secret.retired);
        secrets.append(secret);
    }
    reader.file().endArray();
    return secrets;
}

void readEndpoints(ValueReader& reader, QList<Endpoint>& endpoints)
{
    QList<Endpoint> read;
    const int count = reader.file().beginReadArray(keys::endpoints);
    for (int i = 0; i < count; ++i) {
        reader.file().setArrayIndex(i);
        Endpoint endpoint;
        endpoint.name = reader.text(keys::name, endpoint.name);
        endpoint.path = reader.text(keys::path, endpoint.path);
        if (!endpoint.path.startsWith(u'/'))
            reader.wrong(keys::path);
        endpoint.secrets = readSecrets(reader);
        read.append(endpoint);
    }
    reader.file().endArray();
    if (!read.isEmpty())
        endpoints = read;
}

void readReceiver(ValueReader& reader, ReceiverSettings& receiver)
{
    const QString address = reader.text(keys::address, receiver.address.toString());
    if (!receiver.address.setAddress(address))
        reader.wrong(keys::address);
    reader.number(keys::port, receiver.port, 0, std::numeric_limits<quint16>::max());
    constexpr qint64 gibi = qint64{1} << 30;
    http::Limits& limits = receiver.limits;
    reader.number(keys::maxBodyBytes, limits.maxBodyBytes, 1024, gibi);
    reader.number(keys::maxHeaderBytes, limits.maxHeaderBytes, 1024, 1024 * 1024);
    reader.number(keys::maxHeaders, limits.maxHeaders, 10, 10'000);
    reader.number(keys::maxTargetBytes, limits.maxTargetBytes, 64, 1024 * 1024);
    reader.seconds(keys::headerSeconds, limits.headerTimeout);
    reader.seconds(keys::bodySeconds, limits.bodyTimeout);
    reader.seconds(keys::idleSeconds, limits.idleTimeout);
    reader.number(keys::maxConnections, limits.maxConnections, 1, 10'000);
    reader.number(keys::maxConnectionsPerPeer, limits.maxConnectionsPerPeer, 1, 10'000);
    readEndpoints(reader, receiver.endpoints);
}

void readApi(ValueReader& reader, ApiSettings& api)
{
    reader.origin(keys::apiBase, reader.text(keys::apiBase, api.apiBase.toString()), api.apiBase);
    const QStringList origins = reader.file().value(keys::furtherOrigins).toStringList();
    for (const QString& text : origins) {
        if (text.isEmpty())
            continue;
        QUrl origin;
        reader.origin(keys::furtherOrigins, text, origin);
        api.furtherOrigins.append(origin);
    }
    reader.seconds(keys::deadlineSeconds, api.deadline);
    api.credentials.fallback.clientId = reader.text(keys::defaultClientId, {});
    const int count = reader.file().beginReadArray(keys::tenants);
    for (int i = 0; i < count; ++i) {
        reader.file().setArrayIndex(i);
        api.credentials.byTenant.insert(reader.text(keys::tenant, {}), {reader.text(keys::clientId, {}), {}});
    }
    reader.file().endArray();
}

} // namespace

Result<Settings, SettingsError> readSettings(QSettings& file)
{
    Settings settings;
    ValueReader reader(file);
    readReceiver(reader, settings.receiver);
    readApi(reader, settings.api);
    reader.number(keys::maxAgeDays, settings.retention.maxAgeDays, 0, 36'500);
    reader.number(keys::maxLogBytes, settings.retention.maxBytes, 0, std::numeric_limits<qint64>::max());
    reader.boolean(keys::notifyRefused, settings.notifications.onRefused);
    reader.boolean(keys::notifyFailedEvent, settings.notifications.onFailedEvent);
    reader.boolean(keys::notifyStoringFailed, settings.notifications.onStoringFailed);
    if (reader.error())
        return failure(*reader.error());
    return settings;
}

} // namespace kaunt
