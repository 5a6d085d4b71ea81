// SPDX-License-Identifier: MIT
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QHash>
#include <QObject>
#include <QStringList>

namespace kaunt::test {

/// What a screen reader is, as far as a program can tell: a peer on the accessibility bus (AT-SPI 2) of the session bus
/// that the environment names, who asks for elements and hears of changes. Blocks while it asks.
class ScreenReader final : public QObject {
    Q_OBJECT

public:
    /// Of some program; null where the bus is empty.
    struct Element {
        QString service;
        QString path;
        [[nodiscard]] bool isNull() const { return path.isEmpty(); }
    };

    ScreenReader();
    ~ScreenReader() override;

    [[nodiscard]] bool isConnected() const { return m_bus.isConnected(); }
    [[nodiscard]] Element application(const QString& name) const;
    [[nodiscard]] QString name(const Element& element) const;
    [[nodiscard]] QString role(const Element& element) const; ///< "push button", "table" …
    [[nodiscard]] bool isShowing(const Element& element) const;
    [[nodiscard]] QList<Element> children(const Element& element) const;
    /// The first one below that is shown and has this role and name; null where there is none.
    [[nodiscard]] Element find(const Element& below, const QString& role, const QString& name) const;
    [[nodiscard]] int rows(const Element& table) const;
    [[nodiscard]] QStringList columnHeadings(const Element& table) const;
    [[nodiscard]] QString cellText(const Element& table, int row, int column) const;
    /// What the elements are called now that have said since this was made that they have another name.
    [[nodiscard]] QStringList newNames() const;

private Q_SLOTS:
    void takePropertyChange(const QDBusMessage& signal);

private:
    [[nodiscard]] QVariantList ask(const Element& element, const QString& interface, const QString& method,
                                   const QVariantList& arguments = {}) const;
    [[nodiscard]] QVariant property(const Element& element, const QString& interface, const QString& name) const;

    QDBusConnection m_bus;
    QHash<QString, Element> m_renamed; ///< by path
};

} // namespace kaunt::test
