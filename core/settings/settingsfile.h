// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/settings/settings.h"

#include <QString>

namespace kaunt {

/// Why settings can't be read or written, and where in the file. A plain value.
struct SettingsError {
    enum class Code {
        NotReadable,
        NotWritable,
        NotUtf8,         ///< see `line`
        NotUnderstood,   ///< `line` is neither a section nor a comment nor a key with a value
        WrongValue,      ///< of `key`
        EntryBeyondSize, ///< `key` is the size of a list; it has an entry with the number `least`
        EntryMissing,    ///< the same; it has none with that number
    };

    Code code = Code::NotReadable;
    QString path;
    QString key;
    QString text;            ///< the value of `key`; empty where it is not there
    double least = 0;        ///< of a number's range, as it is written in the file
    double most = 0;         ///< 0 where the value is none
    int line = 0;            ///< the first that is wrong, from 1
    QString systemText = {}; ///< of NotWritable: the system's own words, where it said something

    bool operator==(const SettingsError&) const = default;
};

/// Settings in an INI file (QSettings), mode 0600, without any secret: of those only the names are in it, by which they
/// are found in the SecretStore. UTF-8, with a byte-order mark or without. A file that is not there reads as the
/// defaults, and so does a key; keys that are not ours are let be (settingswriter.h). Times are in seconds, with
/// decimals where needed. A value out of range, or a name that is there twice, is WrongValue and names its key, in
/// reading and in writing; an entry of a list that its size leaves out is EntryBeyondSize, and
/// one that is not there EntryMissing.
class SettingsFile {
public:
    explicit SettingsFile(QString path);

    [[nodiscard]] static QString defaultPath();          ///< the platform's configuration folder
    [[nodiscard]] static QString defaultDataDirectory(); ///< the platform's application data folder
    [[nodiscard]] bool exists() const;
    /// Whether these settings, which are this file's, have the scope of another file that has it still: then this is a
    /// copy of that. Where that is gone or has another scope by now, this one was moved.
    [[nodiscard]] bool isCopy(const Settings& settings) const;
    /// NotUtf8 or NotUnderstood where it is no file of settings; then write() does not touch it either.
    [[nodiscard]] Result<Settings, SettingsError> read() const;
    /// Replaces the file as a whole or, on an error, not at all. Makes its folder where needed, for the owner only. A
    /// file that can't be replaced and says the same already, but for whose the scope is, is no error.
    [[nodiscard]] Result<void, SettingsError> write(const Settings& settings) const;
    [[nodiscard]] QString path() const { return m_path; }

private:
    [[nodiscard]] SettingsError error(SettingsError::Code code) const;
    [[nodiscard]] SettingsError inThisFile(SettingsError wrong) const;
    /// What the file is to hold: `settings`, and what it has that is not ours.
    [[nodiscard]] Result<QByteArray, SettingsError> contentWith(const Settings& settings) const;
    /// Whether the file is there and says what that content does, but for whose the scope is.
    [[nodiscard]] bool saysAlready(const QByteArray& content) const;

    QString m_path;
};

} // namespace kaunt
