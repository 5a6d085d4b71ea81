// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settingspage.h"

class QCheckBox;
class QComboBox;
class QGroupBox;
class QLineEdit;
class QSpinBox;

namespace kaunt {

class PageForm;
class RemarkLabel;
class UnitSpinBox;

/// Address and port of the receiver, what a peer may use up, and where the receiver's health is told. GUI thread.
class ListeningPage final : public SettingsPage {
    Q_OBJECT

public:
    explicit ListeningPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Listening"); }
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("security.md"); }
    void read(const Settings& settings) override;
    void write(Settings& settings) const override;
    void follow(const Settings& edited) override;
    [[nodiscard]] QString problem() const override;
    void showProblem() override;

private:
    enum Choice { ThisMachine, ThisMachineIPv6, Everywhere, GivenAddress };

    void addAddress(PageForm* form);
    QGroupBox* makeLimits();
    QGroupBox* makeAdmin();
    [[nodiscard]] QHostAddress address() const;
    void showAddressRemarks();
    void takeEdit();

    QComboBox* m_choice;
    QLineEdit* m_address;
    RemarkLabel* m_addressRemark;
    RemarkLabel* m_exposure;
    QSpinBox* m_port;
    UnitSpinBox* m_bodySize;
    UnitSpinBox* m_headerSize;
    UnitSpinBox* m_headerTime;
    UnitSpinBox* m_bodyTime;
    UnitSpinBox* m_idleTime;
    QSpinBox* m_connections;
    QSpinBox* m_connectionsPerPeer;
    QCheckBox* m_admin;
    QSpinBox* m_adminPort;
    bool m_isTlsServed = false;
};

} // namespace kaunt
