// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/settings/settings.h"

#include <QString>

namespace kaunt {

struct SettingsError {
    enum class Code { NotReadable, NotWritable, WrongValue };

    Code code = Code::NotReadable;
    QString path;
    QString key; ///< of WrongValue
    QString text;
};

/// Settings in an INI file (QSettings), mode 0600, without any secret: of those only the names are in it, by which they
/// are found in the SecretStore. A file that is not there reads as the defaults. Values out of range are errors that
/// name the key.
class SettingsFile {
public:
    explicit SettingsFile(QString path);

    [[nodiscard]] static QString defaultPath();          ///< the platform's configuration folder
    [[nodiscard]] static QString defaultDataDirectory(); ///< the platform's application data folder
    [[nodiscard]] bool exists() const;
    [[nodiscard]] Result<Settings, SettingsError> read() const;
    [[nodiscard]] Result<void, SettingsError> write(const Settings& settings) const;
    [[nodiscard]] QString path() const { return m_path; }

private:
    QString m_path;
};

} // namespace kaunt
