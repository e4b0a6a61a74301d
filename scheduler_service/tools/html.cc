// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/html.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace jiedui::scheduler {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

void AppendEscaped(char character, std::string& html) {
  switch (character) {
    case '&':
      html += "&amp;";
      return;
    case '<':
      html += "&lt;";
      return;
    case '>':
      html += "&gt;";
      return;
    case '"':
      html += "&quot;";
      return;
    case '\'':
      html += "&#39;";
      return;
    default:
      break;
  }
  const auto code = static_cast<unsigned char>(character);
  const bool control = (code < 0x20 && character != '\t' && character != '\n') || code == 0x7F;
  control ? absl::StrAppend(&html, kReplacement) : html.push_back(character);
}

}  // namespace

std::string Escaped(absl::string_view text) {
  std::string html;
  html.reserve(text.size());
  for (const char character : text) AppendEscaped(character, html);
  return html;
}

std::string Both(const Words& words) {
  if (words.zh == words.en) return Escaped(words.zh);
  return absl::StrCat("<span lang=\"zh-CN\">", Escaped(words.zh), "</span><span lang=\"en\">", Escaped(words.en),
                      "</span>");
}

std::string Bar(double percent, double mark) {
  const double width = std::clamp(percent, 0.0, 100.0);
  std::string bar = "<svg class=\"bar\" aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" height=\"100%\"/>";
  if (width > 0) absl::StrAppend(&bar, "<rect class=\"fill\" width=\"", Decimal(width), "%\" height=\"100%\"/>");
  if (mark > 0) {
    const std::string x = Decimal(std::min(mark, 100.0));
    absl::StrAppend(&bar, "<line class=\"mark\" x1=\"", x, "%\" x2=\"", x, "%\" y1=\"0\" y2=\"100%\"/>");
  }
  return bar + "</svg>";
}

std::string Decimal(double value) {
  std::string text = absl::StrFormat("%.2f", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace jiedui::scheduler
