// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/secrets/filesecretstore.h"
#include "ui/settingsdialog.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QListWidget>
#include <QTemporaryDir>

#include <memory>

namespace kaunt::test {

/// The settings on the screen, used as people do. What goes wrong fails the test that runs.
class SettingsDialogFixture : public QObject {
    Q_OBJECT

protected:
    void open(const Settings& settings); ///< in place of what is open
    template <typename Widget>
    [[nodiscard]] Widget* child(const char* name) const
    {
        return m_dialog->findChild<Widget*>(QLatin1String(name));
    }
    void setText(const char* name, const QString& text) const;
    [[nodiscard]] QLineEdit* secretLine(const char* name) const
    {
        return child<QWidget>(name)->findChild<QLineEdit*>(QStringLiteral("secretLine"));
    }
    void click(const char* name) const { child<QAbstractButton>(name)->click(); }
    void goTo(int page) const { child<QListWidget>("settingsPages")->setCurrentRow(page); }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    FileSecretStore m_store{m_folder.path()};
    std::unique_ptr<SettingsDialog> m_dialog;
};

} // namespace kaunt::test
