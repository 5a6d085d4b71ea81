// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settingsfile.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>

namespace kaunt::test {

/// A place for a file of settings, and what is read from it. What goes wrong ends the test program.
class SettingsFileFixture : public QObject {
    Q_OBJECT

protected:
    void begin(); ///< without a file, before each test function
    [[nodiscard]] Result<Settings, SettingsError> read(const QByteArray& content) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

} // namespace kaunt::test
