// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"
#include "core/webhook/jsonvalue.h"

#include <QByteArray>
#include <QWidget>

#include <memory>
#include <optional>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace kaunt {

class CopyableTable;
class FieldsModel;
class FindBar;
class HexModel;
class HexSearch;
class JsonTreeModel;
class JsonTreeView;
class RawTextView;
struct FormattedBody;
struct ReadBody;

/// A body that should be JSON: as a tree and as raw text, side by side or in turn and kept in step, and formatted or
/// byte by byte on demand. What came compressed is unpacked, XML has a tree too, form data is shown as a table, what is
/// no text as its bytes, all else as text, with the place of the error in words. Large bodies are read in another
/// thread. GUI thread.
class JsonBodyView final : public QWidget {
    Q_OBJECT

public:
    enum class Mode { TreeAndText, Tree, Text, Formatted, Bytes }; ///< Formatted is Text of what is no JSON

    /// `name` is what the body is called, for assistive technology.
    explicit JsonBodyView(const QString& name, QWidget* parent = nullptr);

    /// `wholeBytes` is larger than the body where only its beginning was kept.
    void setBody(const QByteArray& body, qint64 wholeBytes, const HeaderList& headers = {});
    void setBody(const QByteArray& body) { setBody(body, body.size()); }
    /// Whether it is the payload of an event that the log knows.
    void setOfEvent(bool isOfEvent);
    void setMode(Mode mode);
    /// See JsonTreeView.
    void offerColumns();
    /// Puts a button of the caller's beside those that are there.
    void addToBar(QWidget* button);
    /// Until the next body; nullptr where it is no JSON or not read yet.
    [[nodiscard]] const JsonValue* json() const;
    /// Goes to a value of json(), in the tree and in the text.
    void showValue(const JsonValue& value);
    [[nodiscard]] bool isReading() const { return !m_read; }

    void copyAll() const; ///< as text, unpacked
    /// JSON as FormattedJson has it, or as it came where that would be more than 64 MiB; the text, also beside bytes.
    void copyFormatted() const;

Q_SIGNALS:
    void columnWanted(const QString& path);
    /// The body is shown; of a small one before setBody() returns.
    void bodyRead();

private:
    void buildViews(const QString& name);
    [[nodiscard]] QWidget* buildBar();
    void connectViews();
    void showMode();
    [[nodiscard]] bool hasTree() const; ///< of JSON or of XML
    [[nodiscard]] bool isTextInSight() const;
    void takeRead(std::shared_ptr<const ReadBody> read);
    void format();
    [[nodiscard]] Mode mode() const;
    void showText();
    void selectInText(qsizetype offset, qsizetype length);
    void goToInTree(qsizetype byteOfText);
    void showNotice(const QString& text);
    void chooseMode();
    void addCopyActions(QPushButton* button);

    QByteArray m_body;
    qint64 m_wholeBytes = 0;
    quint64 m_formatting = 0;                         ///< the reading of which the formatted text is on its way
    quint64 m_reading = 0;                            ///< counts setBody; what is read for an earlier one is dropped
    std::shared_ptr<const ReadBody> m_read;           ///< null while it is being read
    std::shared_ptr<const FormattedBody> m_formatted; ///< of the same body, once it was asked for
    bool m_isTextFormatted = false;
    std::optional<Mode> m_modeBefore; ///< what the user had chosen before bytes had to be shown
    JsonTreeModel* m_treeModel;
    FieldsModel* m_fieldsModel;
    HexModel* m_hexModel;
    JsonTreeView* m_tree;
    RawTextView* m_text;
    CopyableTable* m_fields; ///< of form data, in the tree's place
    CopyableTable* m_bytes;
    HexSearch* m_hexSearch;
    FindBar* m_find;
    QHBoxLayout* m_bar = nullptr;
    QComboBox* m_mode;
    QLabel* m_notice;
    QSplitter* m_splitter;
    QStackedWidget* m_stack;
};

} // namespace kaunt
