"""Why the system refused a file or folder, in Chinese."""

from __future__ import annotations

import errno

_WORDS = {
    "ENOENT": "文件夹不存在",
    "ENOTDIR": "路径中有一段不是文件夹",
    "EISDIR": "同名的是文件夹",
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "EROFS": "磁盘是只读的",
    "ENOSPC": "磁盘空间不足",
    "EDQUOT": "磁盘配额已满",
    "EFBIG": "文件过大",
    "ENAMETOOLONG": "文件名太长",
    "EBUSY": "正被别的程序使用",
    "ETXTBSY": "正被别的程序使用",
    "EEXIST": "已有同名文件",
    "EINVAL": "文件名中有不能用的字符",
    "EIO": "磁盘读写出错",
    "ELOOP": "快捷方式互相指向",
}
# Not every system knows every one of them.
_REASONS = {getattr(errno, name): word for name, word in _WORDS.items() if hasattr(errno, name)}


def reason_of(number: int | None) -> str:
    """The reason of an ``errno``; others are given by their number."""
    return _REASONS.get(number or 0, f"系统错误{number}")
