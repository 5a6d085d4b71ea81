// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"

#include <QDialog>

#include <functional>

class QDialogButtonBox;
class QGridLayout;
class QListWidget;
class QStackedWidget;

namespace kaunt {

class Clock;
class MessageBanner;
class MonitorSession;
class RemarkLabel;
class SecretStore;
class SettingsPage;

/// Endpoints with their secrets, address and port, encryption, API base and credentials per tenant, forwarding,
/// retention, alerts, notifications. Edits a copy; `accepted` when the user wants it. What can't be accepted is said
/// beneath its field, and neither OK nor Apply goes on with it: they lead there. They ask before deliveries are erased
/// by it. GUI thread.
class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    /// `dataDirectory` is where files go that are made here. Secrets and clock outlive it.
    SettingsDialog(const Settings& settings, const SecretStore& secrets, const QString& dataDirectory,
                   const Clock& clock, QWidget* parent = nullptr);

    /// Tells that they are a demo's, and while it is open why the receiver can't listen with what was applied.
    void follow(const MonitorSession& session);
    [[nodiscard]] Settings settings() const; ///< as edited

    void accept() override;

Q_SIGNALS:
    void settingsApplied(const kaunt::Settings& settings); ///< and the dialog stays open

private:
    /// All but the buttons, which come by Tab after what is on the pages.
    [[nodiscard]] QGridLayout* layOut();
    void showDemo();
    void addPage(SettingsPage* page);
    [[nodiscard]] QSize fittingSize() const;
    void makeButtons();
    void followTitles();
    void apply();
    /// At once where nothing is erased by it, else once the user has said so.
    void onceAllowed(const std::function<void()>& then);
    void takeApplied();
    void showState();
    /// Whether all can be accepted; if not, shows what can't.
    bool check();

    Settings m_settings; ///< as last applied
    MessageBanner* m_notice;
    QListWidget* m_titles;
    QStackedWidget* m_stack;
    RemarkLabel* m_problem;
    QString m_listenProblem;
    QDialogButtonBox* m_buttons;
    QList<SettingsPage*> m_pages;
};

} // namespace kaunt
