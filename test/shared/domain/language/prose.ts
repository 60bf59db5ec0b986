/** Which language a text is in, as far as single words tell. */

/** Without what is no word of a language: details, quoted texts, names of fields, headers, files and calls, nor what is marked as code. */
export const proseOf = (text: string): string =>
  text
    .replace(
      /\{\w+\}|"[^"]*"|`[^`]*`|[\w./_-]*[/_.]\w[\w./_-]*|\b\w+\[\]|\b[A-Z]+ \/\S+|\b[A-Z][\w]*(-[A-Z]\w*)+/g,
      ' ',
    )
    .toLowerCase();

/** Words and letters that only the one language has. */
export const words = {
  english:
    /\b(the|and|or|is|are|was|of|not|has|have|with|for|from|must|be|by|in|on|at|it|this|that|which|key|field|value|revision|report|period|system|agency|bucket|body|send|known|unknown|wrong|missing|prototype|surrogate|window|total|drill)\b/,
  vietnamese: /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i,
};
