// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QWidget>

class QToolButton;

namespace kaunt {

class ElidedLine;

/// One value to read and copy: a single line, selectable by mouse and keyboard, with control and bidi characters
/// visible, a button that copies and, where the value was cut or there is no room for it, one that shows the whole.
/// What is copied is the true value. GUI thread.
class ValueField final : public QWidget {
    Q_OBJECT

public:
    /// `name` is what the value is called, for assistive technology and the buttons.
    explicit ValueField(const QString& name, QWidget* parent = nullptr);

    void setValue(const QString& value); ///< the same again leaves what is selected in it
    /// What the context menu offers to filter the list by.
    void setFilterTerm(const QString& term) { m_filterTerm = term; }
    [[nodiscard]] QString value() const { return m_value; }
    [[nodiscard]] QString shownText() const;
    [[nodiscard]] int widthFor(const QString& text) const; ///< shows it whole

    void copy() const;
    void showWhole();

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QToolButton* makeButton(const QString& objectName, const QString& text, const QString& accessibleName);
    void copyPart() const;
    void offerWhole();

    QString m_name;
    QString m_value;
    QString m_filterTerm;
    ElidedLine* m_line;
    QToolButton* m_whole;
    QToolButton* m_copy;
};

} // namespace kaunt
