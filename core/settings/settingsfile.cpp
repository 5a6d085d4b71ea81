// SPDX-License-Identifier: MIT
#include "core/settings/settingsfile.h"

#include "core/owneronly.h"
#include "core/settings/settingsreader.h"
#include "core/settings/settingswriter.h"
#include "core/wholefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace kaunt {

namespace {

QString below(QStandardPaths::StandardLocation location, const QString& name)
{
    return QDir(QStandardPaths::writableLocation(location)).filePath(QStringLiteral("kaunt-monitor") + name);
}

/// A copy of the file to read from and to write into. Never QSettings on the file itself: it remembers what it read of
/// a path, so that damage shows the first time only, and keeps what it could not write for the next who asks.
class Draft {
public:
    /// Where there is room for it: the folder for temporary files may be full.
    Draft()
    {
        constexpr qint64 enough = 262'144; // bytes; more than any settings
        for (const QString& place :
             {QDir::tempPath(), QStringLiteral("/dev/shm"), qEnvironmentVariable("XDG_RUNTIME_DIR")}) {
            if (place.isEmpty())
                continue;
            m_folder = std::make_unique<QTemporaryDir>(place + QStringLiteral("/kaunt-monitor-XXXXXX"));
            if (m_folder->isValid() && QStorageInfo(m_folder->path()).bytesAvailable() >= enough)
                return;
        }
    }

    /// NotReadable where the content is not understood as a whole.
    [[nodiscard]] Result<void, SettingsError::Code> open(const QByteArray& content)
    {
        QFile file(m_folder->filePath(QStringLiteral("settings.conf")));
        if (!m_folder->isValid() || !file.open(QIODevice::WriteOnly) || file.write(content) != content.size() ||
            !file.flush())
            return failure(SettingsError::Code::NotWritable);
        m_settings = std::make_unique<QSettings>(file.fileName(), QSettings::IniFormat);
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
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
};

/// Whether the content says what the draft does: QSettings does not notice that it was cut off for want of room.
bool saysTheSame(const QByteArray& content, Draft& draft)
{
    Draft again;
    if (!again.open(content) || again.settings().allKeys() != draft.settings().allKeys())
        return false;
    const auto read = readSettings(again.settings());
    return read && *read == readSettings(draft.settings());
}

/// Nothing in it where there is no file.
std::optional<QByteArray> contentOf(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
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
    const auto content = contentOf(m_path);
    if (!content)
        return failure(error(SettingsError::Code::NotReadable));
    if (const auto opened = draft.open(*content); !opened)
        return failure(error(opened.error()));
    return readSettings(draft.settings()).map_error([this](const SettingsError& wrong) { return inThisFile(wrong); });
}

Result<QByteArray, SettingsError> SettingsFile::contentWith(const Settings& settings) const
{
    Draft draft;
    const auto before = contentOf(m_path);
    if (!before)
        return failure(error(SettingsError::Code::NotReadable));
    if (const auto opened = draft.open(*before); !opened)
        return failure(error(opened.error()));
    writeSettings(settings, draft.settings());
    if (const auto readAgain = readSettings(draft.settings()); !readAgain)
        return failure(inThisFile(readAgain.error()));
    const auto content = draft.content();
    if (!content || !saysTheSame(*content, draft))
        return failure(error(SettingsError::Code::NotWritable));
    return *content;
}

Result<void, SettingsError> SettingsFile::write(const Settings& settings) const
{
    const auto content = contentWith(settings);
    if (!content)
        return failure(content.error());
    if (!makeOwnersFolder(QFileInfo(m_path).absolutePath()) ||
        !WholeFile::write(m_path, *content, WholeFile::Access::Owner))
        return failure(error(SettingsError::Code::NotWritable));
    return {};
}

} // namespace kaunt
