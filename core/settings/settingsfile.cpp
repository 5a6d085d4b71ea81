// SPDX-License-Identifier: MIT
#include "core/settings/settingsfile.h"

#include "core/settings/settingsreader.h"
#include "core/settings/settingswriter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace kaunt {

namespace {

constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QString below(QStandardPaths::StandardLocation location, const QString& name)
{
    return QDir(QStandardPaths::writableLocation(location)).filePath(QStringLiteral("kaunt-monitor") + name);
}

} // namespace

SettingsFile::SettingsFile(QString path)
    : m_path(std::move(path))
{
}

QString SettingsFile::defaultPath()
{
    return below(QStandardPaths::GenericConfigLocation, QStringLiteral("/kaunt-monitor.conf"));
}

QString SettingsFile::defaultDataDirectory()
{
    return below(QStandardPaths::GenericDataLocation, QString());
}

bool SettingsFile::exists() const
{
    return QFile::exists(m_path);
}

Result<Settings, SettingsError> SettingsFile::read() const
{
    if (!exists())
        return Settings{};
    if (!QFileInfo(m_path).isReadable() || !QFileInfo(m_path).isFile())
        return failure(SettingsError{SettingsError::Code::NotReadable, m_path, {}, {}});
    QSettings file(m_path, QSettings::IniFormat);
    if (file.status() != QSettings::NoError)
        return failure(SettingsError{SettingsError::Code::NotReadable, m_path, {}, {}});
    return readSettings(file).map_error([this](SettingsError error) {
        error.path = m_path;
        return error;
    });
}

Result<void, SettingsError> SettingsFile::write(const Settings& settings) const
{
    const SettingsError notWritable{SettingsError::Code::NotWritable, m_path, {}, {}};
    if (!QDir().mkpath(QFileInfo(m_path).absolutePath()))
        return failure(notWritable);
    // Made before anything is in it, so that its content is never readable by others; later writes keep the
    // permissions.
    QFile empty(m_path);
    if (!empty.exists() && !empty.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly))
        return failure(notWritable);
    empty.close();

    QSettings file(m_path, QSettings::IniFormat);
    file.clear();
    writeSettings(settings, file);
    file.sync();
    if (file.status() != QSettings::NoError || !QFile::setPermissions(m_path, ownerOnly))
        return failure(notWritable);
    return {};
}

} // namespace kaunt
