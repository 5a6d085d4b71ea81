// SPDX-License-Identifier: MIT
#include "core/settings/settingsfile.h"

#include "core/owneronly.h"
#include "core/settings/settingsreader.h"
#include "core/settings/settingswriter.h"
#include "core/utf8text.h"
#include "core/wholecontent.h"
#include "core/wholefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QTemporaryDir>

#include <algorithm>
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

    /// NotUnderstood where the content is not understood as a whole.
    [[nodiscard]] Result<void, SettingsError::Code> open(const QByteArray& content)
    {
        QFile file(m_folder->filePath(QStringLiteral("settings.conf")));
        if (!m_folder->isValid() || !file.open(QIODevice::WriteOnly) || file.write(content) != content.size() ||
            !file.flush())
            return failure(SettingsError::Code::NotWritable);
        m_settings = std::make_unique<QSettings>(file.fileName(), QSettings::IniFormat);
        (void)m_settings->allKeys(); // sections are parsed when they are asked for
        if (m_settings->status() != QSettings::NoError)
            return failure(SettingsError::Code::NotUnderstood);
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

/// Nothing in it where there is no file. Without the byte-order mark that some editors put in front of UTF-8.
std::optional<QByteArray> contentOf(const QString& path)
{
    if (!QFile::exists(path))
        return QByteArray();
    constexpr qint64 most = qint64{64} << 20;
    const auto content = readWhole(path, most);
    if (!content || content->size() > most)
        return std::nullopt;
    return withoutByteOrderMark(*content).toByteArray();
}

/// The first line, from 1, with which the content is not `right` any more; 0 where all of it is.
template <typename Right>
int firstWrongLine(const QByteArray& content, Right right)
{
    QList<QByteArrayView> upToLine;
    for (qsizetype end = 0; end < content.size();) {
        const qsizetype lineFeed = content.indexOf('\n', end);
        end = lineFeed < 0 ? content.size() : lineFeed + 1;
        upToLine.append(QByteArrayView(content).first(end));
    }
    const auto wrong = std::partition_point(upToLine.cbegin(), upToLine.cend(), right);
    return wrong == upToLine.cend() ? 0 : static_cast<int>(wrong - upToLine.cbegin()) + 1;
}

/// QSettings takes bytes of another charset for characters that can't be shown. A NUL is valid and is what UTF-16 has
/// most of; QSettings never writes one.
bool isText(QByteArrayView content)
{
    return content.isValidUtf8() && !content.contains('\0');
}

/// Opens the draft with what is in the file.
Result<void, SettingsError> open(Draft& draft, const QString& path)
{
    using Code = SettingsError::Code;
    const auto wrong = [&path](Code code, int line = 0) {
        return failure(SettingsError{code, path, {}, {}, 0, 0, line});
    };
    const auto content = contentOf(path);
    if (!content)
        return wrong(Code::NotReadable);
    if (const int line = firstWrongLine(*content, isText); line > 0)
        return wrong(Code::NotUtf8, line);
    const auto opened = draft.open(*content);
    if (opened)
        return {};
    if (opened.error() != Code::NotUnderstood)
        return wrong(opened.error());
    return wrong(Code::NotUnderstood, firstWrongLine(*content, [](QByteArrayView begin) {
                     Draft part;
                     const auto read = part.open(begin.toByteArray());
                     return read || read.error() != Code::NotUnderstood;
                 }));
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

bool SettingsFile::isCopy(const Settings& settings) const
{
    const QFileInfo original(settings.scopeFile);
    if (settings.scopeFile.isEmpty() || !original.exists() ||
        original.canonicalFilePath() == QFileInfo(m_path).canonicalFilePath())
        return false;
    const auto there = SettingsFile(settings.scopeFile).read();
    return !there || there->secretScope == settings.secretScope;
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
    if (const auto opened = open(draft, m_path); !opened)
        return failure(opened.error());
    return readSettings(draft.settings()).map_error([this](const SettingsError& wrong) { return inThisFile(wrong); });
}

Result<QByteArray, SettingsError> SettingsFile::contentWith(const Settings& settings) const
{
    Draft draft;
    if (const auto opened = open(draft, m_path); !opened)
        return failure(opened.error());
    writeSettings(settings, draft.settings());
    if (const auto readAgain = readSettings(draft.settings()); !readAgain)
        return failure(inThisFile(readAgain.error()));
    const auto content = draft.content();
    if (!content || !saysTheSame(*content, draft))
        return failure(error(SettingsError::Code::NotWritable));
    return *content;
}

bool SettingsFile::saysAlready(const QByteArray& content) const
{
    Draft draft;
    const auto now = read();
    if (!exists() || !now || !draft.open(content))
        return false;
    auto wanted = readSettings(draft.settings());
    if (!wanted)
        return false;
    wanted->scopeFile = now->scopeFile;
    return *wanted == *now;
}

Result<void, SettingsError> SettingsFile::write(const Settings& settings) const
{
    const auto content = contentWith(settings);
    if (!content)
        return failure(content.error());
    SettingsError notWritable = error(SettingsError::Code::NotWritable);
    if (makeOwnersFolder(QFileInfo(m_path).absolutePath())) {
        const auto written = WholeFile::write(m_path, *content, WholeFile::Access::Owner);
        if (written)
            return {};
        notWritable.systemText = written.error();
    }
    if (!saysAlready(*content))
        return failure(notWritable);
    return {};
}

} // namespace kaunt
