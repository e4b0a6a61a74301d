// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/earlier_rows.h"

#include "absl/strings/ascii.h"
#include "registry_service/tools/cell_text.h"

namespace jiedui::registry {
namespace {

// What a number is told by: without century and check character, so that 15 digits are the same as 18, and without all
// that is not a letter or a digit. That two numbers may have one key does no harm: a row is sent once more.
std::string KeyOf(const v1::ImportPersonsRequest& row) {
  constexpr size_t kNumberLength = 18;
  std::string key;
  for (const char c : FoldedText(row.person().private_fields().id_document().number()))
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) key.push_back(c);
  return key.size() == kNumberLength ? key.substr(0, 6) + key.substr(8, 9) : key;
}

bool Same(const v1::ImportPersonsRequest& a, const v1::ImportPersonsRequest& b) {
  return a.person().SerializeAsString() == b.person().SerializeAsString() &&
         a.update_mask().SerializeAsString() == b.update_mask().SerializeAsString();
}

}  // namespace

std::vector<v1::ImportPersonsRequest> EarlierRows::Before(const v1::ImportPersonsRequest& row, int64_t number) {
  const std::string key = KeyOf(row);
  std::vector<Row>& rows = rows_[key];
  int64_t& sent = sent_[key];
  std::vector<v1::ImportPersonsRequest> missing;
  for (const Row& earlier : rows)
    if (earlier.number > sent && earlier.number < number) missing.push_back(earlier.request);
  sent = number;
  // A row that was sent before may come again in another stream; one that repeats another changes nothing.
  const bool is_new = rows.empty() || (rows.back().number < number && !Same(rows.back().request, row));
  if (is_new) rows.push_back({.number = number, .request = row});
  return missing;
}

}  // namespace jiedui::registry
