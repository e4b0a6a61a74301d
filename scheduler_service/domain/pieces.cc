// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/pieces.h"

#include "google/protobuf/io/gzip_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace jiedui::scheduler {
namespace {

using google::protobuf::MessageLite;

std::string Compressed(const MessageLite& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream out(&bytes);
  google::protobuf::io::GzipOutputStream gzip(&out);
  message.SerializeToZeroCopyStream(&gzip);
  gzip.Close();
  return bytes;
}

}  // namespace

std::vector<std::string> PiecesOf(const MessageLite& message) {
  const std::string bytes = Compressed(message);
  std::vector<std::string> pieces;
  for (size_t first = 0; first < bytes.size(); first += kPieceBytesMax)
    pieces.push_back(bytes.substr(first, kPieceBytesMax));
  return pieces;
}

bool Assemble(const std::vector<std::string>& pieces, MessageLite& message) {
  std::string bytes;
  for (const std::string& piece : pieces) bytes += piece;
  google::protobuf::io::ArrayInputStream in(bytes.data(), static_cast<int>(bytes.size()));
  google::protobuf::io::GzipInputStream gzip(&in);
  google::protobuf::io::LimitingInputStream limited(&gzip, kUnpackedBytesMax);
  return message.ParseFromZeroCopyStream(&limited) && gzip.ZlibErrorCode() >= 0;
}

}  // namespace jiedui::scheduler
