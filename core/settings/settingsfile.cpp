// SPDX-License-Identifier: MIT
#include "core/settings/settingsfile.h"

#include "core/settings/settingsreader.h"
#include "core/settings/settingswriter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace kaunt {

namespace {

constexpr QFileDevice::Permissions ownersFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr QFileDevice::Permissions ownersFolder = ownersFile | QFileDevice::ExeOwner;

QString below(QStandardPaths::StandardLocation location, const QString& name)
{
    return QDir(QStandardPaths::writableLocation(location)).filePath(QStringLiteral("kaunt-monitor") + name);
}

/// A copy of the file to read from and to write into. Never QSettings on the file itself: it remembers what it read of
/// a path, so that damage shows the first time only, and keeps what it could not write for the next who asks.
class Draft {
public:
    /// NotReadable where the file is there and not understood as a whole.
    [[nodiscard]] Result<void, SettingsError::Code> open(const QString& original)
    {
        if (!m_folder.isValid())
            return failure(SettingsError::Code::NotWritable);
        const QString path = m_folder.filePath(QStringLiteral("settings.conf"));
        if (QFile source(original), copy(path); source.exists()) {
            if (!source.open(QIODevice::ReadOnly))
                return failure(SettingsError::Code::NotReadable);
            const QByteArray bytes = source.readAll();
            if (!copy.open(QIODevice::WriteOnly) || copy.write(bytes) != bytes.size() || !copy.flush())
                return failure(SettingsError::Code::NotWritable);
        }
        m_settings = std::make_unique<QSettings>(path, QSettings::IniFormat);
        (void)m_settings->allKeys(); // sections are parsed when they are asked for
        if (m_settings->status() != QSettings::NoError)
            return failure(SettingsError::Code::NotReadable);
        return {};
    }

    [[nodiscard]] QSettings& settings() { return *m_settings; }

    [[nodiscard]] std::optional<QByteArray> content()
    {
        m_settings->sync();
        QFile file(m_settings->fileName());
        if (m_settings->status() != QSettings::NoError || !file.open(QIODevice::ReadOnly))
            return std::nullopt;
        return file.readAll();
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
};

bool makeFolder(const QString& path)
{
    const QFileInfo folder(path);
    return folder.isDir() || (QDir().mkpath(folder.absolutePath()) && QDir().mkdir(path, ownersFolder));
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

SettingsError SettingsFile::error(SettingsError::Code code) const
{
    return {code, m_path, {}, {}};
}

SettingsError SettingsFile::inThisFile(SettingsError wrong) const
{
    wrong.path = m_path;
    return wrong;
}

Result<Settings, SettingsError> SettingsFile::read() const
{
    Draft draft;
    if (!draft.open(m_path))
        return failure(error(SettingsError::Code::NotReadable));
    return readSettings(draft.settings()).map_error([this](const SettingsError& wrong) { return inThisFile(wrong); });
}

Result<QByteArray, SettingsError> SettingsFile::contentWith(const Settings& settings) const
{
    Draft draft;
    if (const auto opened = draft.open(m_path); !opened)
        return failure(error(opened.error()));
    writeSettings(settings, draft.settings());
    if (const auto readAgain = readSettings(draft.settings()); !readAgain)
        return failure(inThisFile(readAgain.error()));
    const auto content = draft.content();
    if (!content)
        return failure(error(SettingsError::Code::NotWritable));
    return *content;
}

Result<void, SettingsError> SettingsFile::write(const Settings& settings) const
{
    const auto content = contentWith(settings);
    if (!content)
        return failure(content.error());
    QSaveFile file(m_path);
    // The permissions come before the first byte.
    if (!makeFolder(QFileInfo(m_path).absolutePath()) || !file.open(QIODevice::WriteOnly) ||
        !file.setPermissions(ownersFile) || file.write(*content) != content->size() || !file.commit())
        return failure(error(SettingsError::Code::NotWritable));
    return {};
}

} // namespace kaunt
